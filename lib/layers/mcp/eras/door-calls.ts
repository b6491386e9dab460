import type { ControlSpec } from "@/lib/diagnosis/layer";
import { bearerOf } from "../../shared/bearer-controls";
import type { BonafideContext, LayerInput } from "../../shared/layer-input";
import type { Judged } from "../judge-tool-answer";
import type { ListedTools } from "../list-tools";
import { plannedControls } from "../run-controls";
import { acceptedCalls, type RealCall, type RealRun } from "../run-real";
import { fitArguments } from "../run-session";
import { atStatelessDoor } from "./at-stateless-door";
import { openStateless } from "./open-stateless";

/** A call through the second door, by whom, and what the genuine one there came to. */
export interface DoorCall {
  readonly name: string;
  readonly real: RealCall;
  readonly judged: Judged;
}

/** The controls of the second door: a token that is missing, and one that is altered. */
export function secondDoorControls(input: LayerInput): readonly ControlSpec[] {
  return plannedControls(input).filter(({ name }) => name === "no-token" || name === "tampered");
}

/** Deep controls try every tool of the second door; usually one tells. */
export function secondDoorTools(input: LayerInput, tools: number): number {
  return input.controls === "deep" ? tools : Math.min(1, tools);
}

/** The tools of the second door: those that this user is served at the first one come first, and none that hung there. */
export function chosenCalls(input: LayerInput, first: RealRun, { fault, tools }: ListedTools) {
  if (fault !== null) return [];
  const taken = first.calls.map(({ call }) => call.label);
  const others = first.calls.filter(({ judged }) => judged.observed !== "accepted");
  const wanted = [
    ...acceptedCalls(first),
    ...others.filter(({ judged }) => first.handshake !== null || judged.answered),
  ];
  const fitting = wanted.flatMap(({ call }) => {
    const fitted = fitArguments(call, tools);
    return "fault" in fitted ? [] : [{ call: atStatelessDoor(fitted.call, taken), values: fitted.values }];
  });
  return fitting.slice(0, secondDoorTools(input, fitting.length));
}

/** One caller who must be refused, on every tool that was answered for real. */
export async function tryControl(
  ctx: BonafideContext,
  { name }: ControlSpec,
  calls: readonly RealCall[],
): Promise<readonly DoorCall[]> {
  const due = calls.filter(({ judged }) => judged.answered);
  const { token } = ctx.input;
  if (due.length === 0 || token === null) return [];
  const bearer = await bearerOf(ctx, token, name);
  const session = openStateless(ctx, `control:${name}`, bearer, { lastId: 1 });
  return Promise.all(
    due.map(async (real) => ({
      name,
      real,
      judged: await session.call(real.call, real.values ?? {}, `control:${name}`),
    })),
  );
}

/** A call that was not answered by the protocol, or only told that it breaks it, tries nothing. */
export function isTried({ judged }: RealCall): boolean {
  return judged.answered && !isStatelessError(judged);
}

function isStatelessError({ value }: Judged): boolean {
  const answer = value?.answer;
  return answer?.kind === "error" && answer.code <= -32020 && answer.code >= -32022;
}
