import type { McpTool } from "@/lib/clients/mcp/session";
import type { JsonObject } from "@/lib/json-object";
import type { BonafideContext } from "../shared/layer-input";
import type { AskedEra } from "./eras/ask-era";
import { openFirstDoor } from "./eras/open-door";
import type { Judged } from "./judge-tool-answer";
import { type ListedTools, notListed } from "./list-tools";
import { askOldTransport } from "./old-transport";
import { type PlannedCall, plannedCalls } from "./planned-calls";
import { fitArguments, type OpenedSession } from "./run-session";

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

/** The genuine session: handshake (or the stateless era, where it alone is spoken), `tools/list`, then every tool together. */
export async function runReal(ctx: BonafideContext, bearer: string | null, asked: AskedEra): Promise<RealRun> {
  const session = await openFirstDoor(ctx, bearer, asked.surely);
  const { era } = session;
  const planned = plannedCalls(ctx.input).map((call) => (era === undefined ? call : { ...call, era }));
  const failed = (handshake: Judged, tools: readonly McpTool[]): RealRun => ({
    session,
    handshake,
    tools,
    calls: planned.map((call) => ({ call, values: call.values, judged: handshake })),
  });
  if (session.fault !== null) return failed((await askOldTransport(ctx, session.fault, bearer)) ?? session.fault, []);
  const listed = await session.listTools();
  const { tools, fault } = listed;
  if (fault !== null) return failed(fault, tools);
  const calls = await Promise.all(
    planned.map(async (call): Promise<RealCall> => {
      const fitted = fitArguments(call, tools);
      if ("fault" in fitted) return { call, values: null, judged: notOffered(call, fitted.fault, planned, listed) };
      return { ...fitted, judged: await session.call(fitted.call, fitted.values, "real") };
    }),
  );
  return { session, handshake: null, tools, calls };
}

/** Where the target says what to call, a tool of quilt-mcp's that another server does not have is not missed. */
function notOffered(call: PlannedCall, fault: Judged, planned: readonly PlannedCall[], listed: ListedTools): Judged {
  const isMissed = fault.reason !== "tool-missing" || !call.own || planned.every(({ own }) => own);
  return isMissed ? notListed(fault, listed) : { ...fault, reason: null };
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
