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

/** Reports what the controls mean, DESIGN §2; an acceptance counts even beside a genuine call that failed. */
export function reportControls(ctx: BonafideContext, controls: readonly ControlRun[]): void {
  reportAccepted(ctx, controls);
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
  const told = (some: typeof accepted) => ({
    acceptedControls: [...new Set(some.map(({ run }) => run.name))],
    tools: [...new Set(some.map(({ real }) => real.call.label))],
    ...eraOfCalls(some),
  });
  const bare = accepted.filter(isBare);
  const wrong = accepted.filter((one) => !isBare(one));
  if (bare.length > 0 && expectedAccess(ctx.input, "mcp") !== "open") ctx.found("open", told(bare));
  if (wrong.length === 0) return;
  const evidence = told(wrong);
  const names = evidence.acceptedControls.join(", ");
  ctx.found("not-enforced", evidence, {
    title: `the MCP server gave data for a credential it must refuse: ${names}`.slice(0, 140),
  });
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

export function reportRepeat(ctx: BonafideContext, repeated: readonly RepeatedCall[]): void {
  const differing = repeated.filter(({ judged }) => judged.observed !== "accepted");
  const [first] = differing;
  if (first === undefined) return;
  ctx.found("not-repeatable", {
    status: first.judged.status,
    tools: differing.map(({ real, judged }) => `${real.call.label}: ${describe(judged)}`.slice(0, 200)),
  });
}
