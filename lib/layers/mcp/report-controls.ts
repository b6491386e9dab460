import { knownTextsIn } from "@/lib/clients/mcp/known-texts";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import { eraOfCalls } from "./eras/at-stateless-door";
import type { Judged } from "./judge-tool-answer";
import type { ControlRun } from "./run-controls";
import type { RealCall } from "./run-real";

/** A repeated genuine call. */
export interface RepeatedCall {
  readonly real: RealCall;
  readonly judged: Judged;
}

/** A headline has to hold it. */
const MAX_TITLE = 140;

/** Reports what the controls mean, DESIGN §2; an acceptance counts even beside a genuine call that failed. */
export function reportControls(ctx: BonafideContext, controls: readonly ControlRun[]): void {
  reportAccepted(ctx, controls);
  reportSame(ctx, controls);
  reportUnanswered(ctx, controls);
  for (const run of controls) reportGreeting(ctx, run);
}

function observedBy(run: ControlRun, observed: Judged["observed"]) {
  return run.calls.filter(({ judged }) => judged.observed === observed);
}

/** Only a caller without a token in a session of its own finds the server open; any other acceptance is not enforced. */
function reportAccepted(ctx: BonafideContext, controls: readonly ControlRun[]): void {
  const accepted = controls.flatMap((run) => observedBy(run, "accepted").map(({ real }) => ({ run, real })));
  const isBare = ({ run }: (typeof accepted)[number]) => run.name === "no-token";
  const bare = accepted.filter(isBare);
  const wrong = accepted.filter((one) => !isBare(one));
  if (bare.length > 0 && expectedAccess(ctx.input, "mcp") !== "open") {
    foundAccepted(ctx, "open", "the MCP server gives data to callers without a token", bare);
  }
  if (wrong.length > 0) {
    foundAccepted(ctx, "not-enforced", "the MCP server gave data for a credential it must refuse", wrong);
  }
}

function foundAccepted(
  ctx: BonafideContext,
  reason: "open" | "not-enforced",
  words: string,
  accepted: readonly { readonly run: ControlRun; readonly real: RealCall }[],
): void {
  const acceptedControls = [...new Set(accepted.map(({ run }) => run.name))];
  const tools = [...new Set(accepted.map(({ real }) => real.call.label))];
  ctx.found(
    reason,
    { acceptedControls, tools, ...eraOfCalls(accepted) },
    { title: `${words}: ${acceptedControls.join(", ")}, on ${listed(tools)}`.slice(0, MAX_TITLE) },
  );
}

/** The first tool, and how many more. */
function listed([first = "", ...others]: readonly string[]): string {
  return `${first.slice(0, 40)}${others.length === 0 ? "" : ` and ${others.length} more`}`;
}

/** Calls that were not judged, and gave a wrong caller exactly what this user got: worth a look, and no proof. */
function reportSame(ctx: BonafideContext, controls: readonly ControlRun[]): void {
  const same = controls.flatMap((run) =>
    run.calls
      .filter(({ real, judged }) => real.judged.notJudged === true && isSamePayload(real.judged, judged))
      .map(({ real }) => `${run.name} on ${real.call.label}`),
  );
  if (same.length > 0) ctx.found("same-for-all", { controls: same });
}

function isSamePayload(real: Judged, { notJudged, payload }: Judged): boolean {
  return notJudged === true && JSON.stringify(payload) === JSON.stringify(real.payload);
}

/** A reset or a failure of the server is no refusal; on a bad token it is worth a name of its own. */
function isCrash({ reason, status }: Judged): boolean {
  return reason === "unreachable" || (status !== null && status >= 500);
}

function reportUnanswered(ctx: BonafideContext, controls: readonly ControlRun[]): void {
  const open = controls.flatMap((run) =>
    observedBy(run, "no-answer")
      // Beside a genuine call that failed anyway a control proves nothing, answered or not.
      .filter(({ real }) => real.judged.observed === "accepted")
      .map(({ real, judged }) => ({ run, judged, said: `${run.name} on ${real.call.label}: ${describe(judged)}` })),
  );
  const crashed = open.filter(({ run, judged }) => run.wrongCredential && isCrash(judged));
  const silent = open.filter((one) => !crashed.includes(one));
  if (crashed.length > 0) ctx.found("crashed-on-bad-token", { controls: crashed.map(({ said }) => said) });
  if (silent.length > 0) ctx.found("control-unanswered", { controls: silent.map(({ said }) => said) });
}

function describe({ note, status }: Judged): string {
  return note ?? `status ${status ?? "none"}`;
}

function reportGreeting(ctx: BonafideContext, run: ControlRun): void {
  if (run.greeted !== true || observedBy(run, "accepted").length > 0) return;
  if (!run.wrongCredential) {
    const { tools } = answersOf(run);
    ctx.found("handshake-open", { control: run.name, tools });
    const refused = knownTextsIn(tools.join("\n")).includes("refused-upstream");
    if (run.name === "no-token" && refused) ctx.recognised("substitute-token-refused");
    return;
  }
  const refused = observedBy(run, "refused");
  // A 401 for the tool call would be the server's own check, made late.
  if (refused.length > 0 && refused.every(({ judged }) => judged.status === 200)) {
    ctx.found("pass-through", { control: run.name, ...answersOf(run) });
  }
}

function answersOf(run: ControlRun): { readonly tools: readonly string[] } {
  return { tools: run.calls.map(({ real, judged }) => `${real.call.label}: ${describe(judged)}`.slice(0, 200)) };
}

/** A call that was not judged is repeated, too: it counts where it then fails. */
export function reportRepeat(ctx: BonafideContext, repeated: readonly RepeatedCall[]): void {
  const differing = repeated.filter(({ real, judged }) =>
    real.judged.notJudged === true ? judged.notJudged !== true : judged.observed !== "accepted",
  );
  const [first] = differing;
  if (first === undefined) return;
  ctx.found("not-repeatable", {
    status: first.judged.status,
    tools: differing.map(({ real, judged }) => `${real.call.label}: ${describe(judged)}`.slice(0, 200)),
  });
}
