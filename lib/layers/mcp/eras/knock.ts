import type { ControlSpec } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { bearerOf } from "../../shared/bearer-controls";
import type { BonafideContext } from "../../shared/layer-input";
import type { Judged } from "../judge-tool-answer";
import { acceptedCalls, type RealCall, type RealRun } from "../run-real";
import { shortTimeoutMs } from "./ask-era";
import { atStatelessDoor } from "./at-stateless-door";
import { openStateless } from "./open-stateless";

/** One call at a door that nobody said is there. */
export interface KnockAnswer {
  readonly name: string;
  readonly real: RealCall;
  readonly judged: Judged;
}

/**
 * One stateless call by each caller who must be refused, at a server that does not say that it speaks this era: only an
 * acceptance means anything. Of a run without a token that is its own bare call. None where the server gave no answer of
 * the protocol at all.
 */
export async function knock(
  ctx: BonafideContext,
  first: RealRun,
  controls: readonly ControlSpec[],
): Promise<readonly KnockAnswer[]> {
  const { token } = ctx.input;
  const one = calledBest(first);
  if (one === undefined) return [];
  const taken = first.calls.map(({ call }) => call.label);
  // Its request names no tool: a call at a door that may not be there is no control of that tool.
  const step = `stateless call of ${one.call.label}`;
  const call = { ...atStatelessDoor(one.call, taken), step, timeoutMs: shortTimeoutMs(ctx) };
  const real = { ...one, call };
  const ask = async (name: string, purpose: Purpose, bearer: string | null): Promise<KnockAnswer> => {
    const session = openStateless(ctx, purpose, bearer, { unnamed: true });
    return { name, real, judged: await session.call(call, one.values ?? {}, purpose) };
  };
  if (token === null) return [await ask("real", "real", null)];
  return Promise.all(controls.map(async ({ name }) => ask(name, `control:${name}`, await bearerOf(ctx, token, name))));
}

/** The call of the first door that this user was served, else one that was answered. */
function calledBest(first: RealRun): RealCall | undefined {
  return acceptedCalls(first)[0] ?? first.calls.find(({ values, judged }) => values !== null && judged.answered);
}
