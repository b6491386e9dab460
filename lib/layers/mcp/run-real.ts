import type { McpTool } from "@/lib/clients/mcp/session";
import type { JsonObject } from "@/lib/json-object";
import type { BonafideContext } from "../shared/layer-input";
import type { Judged } from "./judge-tool-answer";
import { type PlannedCall, plannedCalls } from "./planned-calls";
import { fitArguments, type OpenedSession, openSession } from "./run-session";

/** A planned call and what the genuine one came to. */
export interface RealCall {
  readonly call: PlannedCall;
  /** The arguments sent; null when the call was never made, for the tool would not take it. */
  readonly values: JsonObject | null;
  readonly judged: Judged;
}

export interface RealRun {
  readonly session: OpenedSession;
  /** What `initialize`, `notifications/initialized` or `tools/list` came to; null when all went well. */
  readonly handshake: Judged | null;
  readonly tools: readonly McpTool[];
  readonly calls: readonly RealCall[];
}

/** The genuine session: handshake, `tools/list`, then every tool together. */
export async function runReal(ctx: BonafideContext, bearer: string | null): Promise<RealRun> {
  const planned = plannedCalls(ctx.input);
  const session = await openSession(ctx, "real", bearer);
  const failed = (handshake: Judged, tools: readonly McpTool[]): RealRun => ({
    session,
    handshake,
    tools,
    calls: planned.map((call) => ({ call, values: call.values, judged: handshake })),
  });
  if (session.fault !== null) return failed(session.fault, []);
  const { tools, fault } = await session.listTools(
    planned.flatMap(({ names: [name], resource }) => (name === undefined || resource !== null ? [] : [name])),
  );
  if (fault !== null) return failed(fault, tools);
  const calls = await Promise.all(
    planned.map(async (call): Promise<RealCall> => {
      const fitted = fitArguments(call, tools);
      if ("fault" in fitted) return { call, values: null, judged: passedOver(call, fitted.fault, planned) };
      return { ...fitted, judged: await session.call(fitted.call, fitted.values, "real") };
    }),
  );
  return { session, handshake: null, tools, calls };
}

/** Where the target says what to call, a tool of quilt-mcp's that another server does not have is not missed. */
function passedOver(call: PlannedCall, fault: Judged, planned: readonly PlannedCall[]): Judged {
  const isMissed = fault.reason !== "tool-missing" || !call.own || planned.every(({ own }) => own);
  return isMissed ? fault : { ...fault, reason: null };
}

/** The calls that the server accepted. */
export function acceptedCalls(real: RealRun): readonly RealCall[] {
  return real.calls.filter(({ judged }) => judged.observed === "accepted");
}

/** Those, and the calls that were answered without a failure, but not judged. */
export function answeredCalls(real: RealRun): readonly RealCall[] {
  return real.calls.filter(({ judged }) => isAnswered(judged));
}

export function isAnswered({ observed, notJudged }: Judged): boolean {
  return observed === "accepted" || notJudged === true;
}
