import { checkArguments, knownArguments } from "@/lib/clients/mcp/check-arguments";
import {
  type McpRequestName,
  type McpSend,
  McpSession,
  type McpTool,
  type ServerInfo,
} from "@/lib/clients/mcp/session";
import type { Purpose } from "@/lib/diagnosis/model";
import { besideNameOf, isControl } from "@/lib/diagnosis/purpose";
import type { DoorResult } from "@/lib/http/door-types";
import type { JsonObject } from "@/lib/json-object";
import type { BonafideContext } from "../shared/layer-input";
import { watchClock } from "../shared/live-layer";
import { type Judged, judgeCall, judgeNotification, judgeStep, notSent } from "./judge-tool-answer";
import { judgeWire, type WireState } from "./judge-wire";
import { type ListedTools, readToolList } from "./list-tools";
import { makeCall } from "./make-call";
import { whyNotCalled } from "./may-call-tool";
import { missingTool } from "./missing-tool";
import { mcpTimeoutMs, type PlannedCall } from "./planned-calls";

/** Requests of a handshake at most: `initialize`, once more in another version, and `notifications/initialized`. */
export const HANDSHAKE_AT_MOST = 3;

/** A session whose handshake went well, or what it came to. */
export interface OpenedSession {
  /** Left out by a session that shook hands. */
  readonly era?: "stateless";
  readonly server: ServerInfo | null;
  /** Null when the handshake went well. */
  readonly fault: Judged | null;
  /** How the server framed its first answer. */
  readonly framing: "json" | "sse";
  /** The server gave the session an id. */
  readonly stateful: boolean;
  call(call: PlannedCall, values: JsonObject, purpose: Purpose): Promise<Judged>;
  /** The same call in the same session, by another caller: null sends no Authorization header. */
  callAs(bearer: string | null, call: PlannedCall, values: JsonObject, purpose: Purpose): Promise<Judged>;
  /** The whole list, page by page. */
  listTools(): Promise<ListedTools>;
  /** What of the answers so far was not as the protocol has it, and was passed over. */
  passedOver(): readonly string[];
}

export interface SessionSettings {
  /** Carries the messages in place of HTTP. */
  readonly carry?: McpSend;
  /** Deadline of each step of the handshake, ms. */
  readonly timeoutMs?: number;
}

/** Shakes hands: `initialize`, then `notifications/initialized`. `bearer` null sends no Authorization header. */
export async function openSession(
  ctx: BonafideContext,
  purpose: Purpose,
  bearer: string | null,
  { carry, timeoutMs = mcpTimeoutMs(ctx.input) }: SessionSettings = {},
): Promise<OpenedSession> {
  // Of the call that is being sent: a session carries the real calls and the repeat, and what is asked beside them.
  const line = { purpose };
  const session = new McpSession({
    url: ctx.input.target.mcpUrl ?? "",
    bearer,
    timeoutMs,
    onSessionId: (id) => ctx.keepSecret(id),
    send: carry ?? sendOver(ctx, bearer, line),
  });
  const hello = await session.initialize();
  const greeting = judgeStep("initialize", hello);
  const wire = (greeted: boolean): WireState => ({
    url: ctx.input.target.mcpUrl ?? "",
    greeted,
    id: session.sessionId,
  });
  const fault =
    greeting === null
      ? noted(judgeNotification(await session.initialized()), wire(true))
      : noted(greeting, { ...wire(false), versions: hello.versions });
  const send = async (by: McpSession, call: PlannedCall, values: JsonObject, as: Purpose): Promise<Judged> =>
    judgeWire(judgeCall(call, await makeCall(by, call, values), as), wire(true));
  return {
    server: hello.value,
    fault,
    framing: hello.reply.framing,
    stateful: session.sessionId !== null,
    listTools: () => readToolList(session, wire(true)),
    passedOver: () => session.passedOver,
    call: (call, values, as) => {
      line.purpose = as;
      return send(session, call, values, as);
    },
    callAs: (other, call, values, as) =>
      send(session.as({ bearer: other, send: sendOver(ctx, other, { purpose: as }) }), call, values, as),
  };
}

function noted(judged: Judged | null, state: WireState): Judged | null {
  return judged === null ? null : judgeWire(judged, state);
}

/** Sends through the door of the run, marked as what it is. */
function sendOver(ctx: BonafideContext, bearer: string | null, line: { readonly purpose: Purpose }): McpSend {
  return async (name, request, stop): Promise<DoorResult> => {
    const sentAs = line.purpose;
    const mark = { ...markOf(name), wrongCredential: isControl(sentAs) && bearer !== null };
    const result = await ctx.http.send(
      sentAs,
      { ...request, signal: stop === undefined ? ctx.signal : AbortSignal.any([ctx.signal, stop]) },
      mark,
    );
    if (besideNameOf(sentAs) === null) watchClock(ctx, result);
    return result;
  };
}

/** What the run is told of a request. */
export function markOf({ step, tool }: McpRequestName) {
  return { step, ...(tool === null ? {} : { tool }) };
}

/** The call and its arguments as this version of the tool takes them, or why the call is not made. */
export type Fitted = { readonly call: PlannedCall; readonly values: JsonObject } | { readonly fault: Judged };

export function fitArguments(call: PlannedCall, tools: readonly McpTool[]): Fitted {
  // A resource is read by its URI: no list names every one, and reading is all that is done to it.
  if (call.resource !== null) return { call, values: call.values };
  const [tool] = call.names.flatMap((name) => tools.find((one) => one.name === name) ?? []);
  if (tool === undefined) return { fault: notSent("tool-missing", "not offered", missingTool(call, tools)) };
  const why = whyNotCalled(call, tool);
  if (why !== null) return { fault: notSent("refused-by-policy", why, { detail: why }) };
  const known = knownArguments(tool.inputSchema);
  const values = Object.fromEntries(
    Object.entries(call.values).filter(([name]) => known === null || known.has(name) || !call.spare.includes(name)),
  );
  const faults = checkArguments(tool.inputSchema, values);
  if (faults.length === 0) return { call: { ...call, offeredAs: tool.name }, values };
  const detail = `the tool does not take these arguments: ${faults.join(", ")}`.slice(0, 300);
  return { fault: notSent("tool-failed", detail, { error: detail }) };
}
