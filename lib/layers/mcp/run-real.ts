import type { McpTool } from "@/lib/clients/mcp/session";
import type { JsonObject } from "@/lib/json-object";
import type { BonafideContext } from "../shared/layer-input";
import type { AskedEra } from "./eras/ask-era";
import { openFirstDoor } from "./eras/open-door";
import type { Judged } from "./judge-tool-answer";
import { notListed } from "./list-tools";
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
      if ("fault" in fitted) return { call, values: null, judged: notListed(fitted.fault, listed) };
      return { call, values: fitted.values, judged: await session.call(call, fitted.values, "real") };
    }),
  );
  return { session, handshake: null, tools, calls };
}

/** The calls that the server accepted. */
export function acceptedCalls(real: RealRun): readonly RealCall[] {
  return real.calls.filter(({ judged }) => judged.observed === "accepted");
}
