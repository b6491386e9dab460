import { expectedAccess } from "../../shared/expected-access";
import type { BonafideContext } from "../../shared/layer-input";
import type { Judged } from "../judge-tool-answer";
import type { ListedTools } from "../list-tools";
import { toControl } from "../run-controls";
import type { RealCall, RealRun } from "../run-real";
import type { AskedEra } from "./ask-era";
import { chosenCalls, type DoorCall, isTried, secondDoorControls, tryControl } from "./door-calls";
import { type KnockAnswer, knock } from "./knock";
import { openStateless } from "./open-stateless";

/** What the stateless era came to beside the handshake. */
export interface SecondDoor {
  readonly spoken: boolean;
  /** Why it could not be tried although it is spoken; null where it was tried, or is not spoken. */
  readonly untried: { readonly detail: string; readonly status: number | null } | null;
  readonly calls: readonly RealCall[];
  readonly controls: readonly DoorCall[];
}

const CLOSED: SecondDoor = { spoken: false, untried: null, calls: [], controls: [] };

/**
 * The stateless era as a second door, beside the first door's controls: where the ask said that it is spoken, its list
 * and one tool, genuinely and by each caller who must be refused; else one call by each of these, for a server may hide
 * its discovery alone. Nothing where the first door is this one.
 */
export async function trySecondDoor(
  ctx: BonafideContext,
  bearer: string | null,
  asked: AskedEra,
  first: RealRun,
): Promise<SecondDoor> {
  if (first.session.era === "stateless") return CLOSED;
  const knocks = () => knock(ctx, first, secondDoorControls(ctx.input));
  const early = asked.soFar() === null ? knocks() : null;
  early?.catch(() => {});
  const { word, reply } = await asked.answer;
  if (word.spoken === "otherwise") {
    // A first door that came to nothing says the same of both.
    const untried = first.handshake === null ? { detail: word.fault, status: reply.result.status } : null;
    return outside(ctx, await (early ?? knocks()), untried);
  }
  // Tools that gave no answer at the first door would be waited for once more.
  if (first.handshake === null && !first.calls.some(({ judged }) => judged.answered)) {
    return { ...CLOSED, spoken: word.spoken };
  }
  if (word.spoken) return enter(ctx, bearer, first, early, knocks);
  const answers = await (early ?? knocks());
  if (!answers.some(isServed)) return CLOSED;
  // Of a run without a token the knock is the bare call itself: there is nobody else to go in with.
  return bearer === null ? outside(ctx, answers, null) : enter(ctx, bearer, first, Promise.resolve(answers), knocks);
}

/** What the knocks alone say of a door that is spoken, and that nobody could go in by. */
function outside(ctx: BonafideContext, answers: readonly KnockAnswer[], untried: SecondDoor["untried"]): SecondDoor {
  const served = answers.filter(isServed);
  if (ctx.input.token === null) {
    const calls = served.map(({ real, judged }) => ({ ...real, judged }));
    return { spoken: true, untried: served.length > 0 ? null : untried, calls, controls: [] };
  }
  report(ctx, served);
  return { spoken: true, untried, calls: [], controls: served };
}

async function enter(
  ctx: BonafideContext,
  bearer: string | null,
  first: RealRun,
  early: Promise<readonly KnockAnswer[]> | null,
  knocks: () => Promise<readonly KnockAnswer[]>,
): Promise<SecondDoor> {
  const session = openStateless(ctx, "real", bearer);
  const listed = await session.listTools();
  const due = chosenCalls(ctx.input, first, listed);
  if (due.length === 0) return outside(ctx, await (early ?? knocks()), unlisted(ctx, listed));
  const calls = await Promise.all(
    due.map(async ({ call, values }) => ({ call, values, judged: await session.call(call, values, "real") })),
  );
  const specs = secondDoorControls(ctx.input);
  const sent = await Promise.all(specs.map((spec) => tryControl(ctx, spec, calls)));
  const controls = withKnocks(sent.flat(), (await early) ?? []);
  report(ctx, controls);
  return { spoken: true, untried: untriedBecause(calls), calls: calls.filter(isTried), controls };
}

function isServed({ judged }: KnockAnswer): boolean {
  return judged.observed === "accepted";
}

function report(ctx: BonafideContext, controls: readonly DoorCall[]): void {
  for (const { name, real, judged } of controls) ctx.control(toControl(name, real, judged));
}

/** What was accepted at a knock stays accepted, whatever the call came to once more. */
function withKnocks(sent: readonly DoorCall[], knocked: readonly KnockAnswer[]): readonly DoorCall[] {
  const missed = knocked
    .filter(isServed)
    .filter(({ name }) => !sent.some((one) => one.name === name && one.judged.observed === "accepted"));
  const isMissed = (one: DoorCall) => missed.some(({ name, real }) => one.name === name && sameCall(one.real, real));
  return [...sent.filter((one) => !isMissed(one)), ...missed];
}

function sameCall(one: RealCall, other: RealCall): boolean {
  return one.call.label === other.call.label;
}

function untriedBecause(calls: readonly RealCall[]): SecondDoor["untried"] {
  const failed = calls.find((one) => !isTried(one));
  if (failed === undefined) return null;
  return { detail: `${failed.call.label}: ${saidBy(failed.judged)}`, status: failed.judged.status };
}

/** Why no tool could be called; a subject that is to be refused is rightly shown no list. */
function unlisted({ input }: BonafideContext, { fault }: ListedTools): SecondDoor["untried"] {
  if (fault === null) return { detail: "it offers none of the tools there that are called", status: null };
  if (fault.observed === "refused" && expectedAccess(input, "mcp") === "refused") return null;
  return { detail: `tools/list: ${saidBy(fault)}`, status: fault.status };
}

function saidBy({ note, status }: Judged): string {
  return note ?? `status ${status ?? "none"}`;
}
