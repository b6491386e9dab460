import type { ControlSpec } from "@/lib/diagnosis/layer";
import type { Control } from "@/lib/diagnosis/model";
import { alteredTokens, bearerOf } from "../shared/bearer-controls";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { openAlike } from "./eras/open-door";
import { NOT_JUDGED } from "./judge-payload";
import type { Judged } from "./judge-tool-answer";
import type { RealCall, RealRun } from "./run-real";
import type { OpenedSession } from "./run-session";

/** What a control's own session came to. */
export interface ControlRun {
  readonly name: string;
  readonly wrongCredential: boolean;
  /** Whether the server shook hands with it; null when no session was opened. */
  readonly greeted: boolean | null;
  readonly calls: readonly { readonly real: RealCall; readonly judged: Judged }[];
}

export function plannedControls(input: LayerInput): readonly ControlSpec[] {
  // Without a URL there is at most a stdio server, which takes no token.
  if (input.controls === "off" || input.token === null || input.target.mcpUrl === undefined) return [];
  return [{ name: "no-token", wrongCredential: false }, ...alteredTokens(input, input.token, false)];
}

/**
 * All controls together, each in a session of its own and on every tool whose genuine call was answered. A handshake
 * that is refused or unanswered counts so for every tool.
 */
export async function runControls(ctx: BonafideContext, real: RealRun): Promise<readonly ControlRun[]> {
  return Promise.all(plannedControls(ctx.input).map((spec) => runControl(ctx, real, spec)));
}

async function runControl(ctx: BonafideContext, real: RealRun, spec: ControlSpec): Promise<ControlRun> {
  const { name, wrongCredential } = spec;
  const made = real.calls.filter(({ values }) => values !== null);
  const due = made.filter(({ judged }) => judged.answered);
  for (const one of made) if (!due.includes(one)) ctx.control(toControl(name, one, null));
  if (due.length === 0) return { name, wrongCredential, greeted: null, calls: [] };
  const { token } = ctx.input;
  const bearer = token === null ? null : await bearerOf(ctx, token, name);
  const session = await openAlike(ctx, real.session, `control:${name}`, bearer);
  const calls = await Promise.all(
    due.map(async (one) => {
      const judged = session.fault ?? (await session.call(one.call, one.values ?? {}, `control:${name}`));
      ctx.control(toControl(name, one, judged));
      return { real: one, judged };
    }),
  );
  return { name, wrongCredential, greeted: wasGreeted(session, wrongCredential), calls };
}

/** Nobody is greeted in the stateless era; a wrong token that gets as far as a tool is let in all the same. */
function wasGreeted({ era, fault }: OpenedSession, wrongCredential: boolean): boolean | null {
  return era === "stateless" && !wrongCredential ? null : fault === null;
}

/** The row of a control on one tool; `judged` null of one that was not sent. */
export function toControl(name: string, { call, judged: real }: RealCall, judged: Judged | null): Control {
  const unjudged = real.notJudged === true;
  return {
    name,
    tool: call.label,
    expected: "refused",
    observed: judged?.observed ?? "no-answer",
    counts: real.observed === "accepted" && judged !== null,
    status: judged?.status ?? null,
    note: judged === null ? "not sent" : unjudged ? unjudgedNote(judged) : judged.note,
    ...(judged === null ? { unsent: true } : {}),
    ...(unjudged ? { notJudged: true } : {}),
  };
}

/** Beside a call that was not judged nothing is proven: what was said of the control's own stands behind the mark. */
function unjudgedNote({ note, notJudged }: Judged): string {
  return note === null || notJudged === true ? NOT_JUDGED : `not-judged; ${note}`;
}
