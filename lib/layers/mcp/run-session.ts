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
import { whyNotCalled } from "./may-call-tool";
import { missingTool } from "./missing-tool";
import { mcpTimeoutMs, type PlannedCall } from "./planned-calls";

/** A session whose handshake went well, or what it came to. */
export interface OpenedSession {
  readonly server: ServerInfo | null;
  /** Null when the handshake went well. */
  readonly fault: Judged | null;
  /** How the server framed its first answer. */
  readonly framing: "json" | "sse";
  readonly stateful: boolean;
  call(call: PlannedCall, values: JsonObject, purpose: Purpose): Promise<Judged>;
  listTools(wanted: readonly string[]): Promise<ListedTools>;
}

interface ListedTools {
  readonly tools: readonly McpTool[];
  /** Null when the list could be read. */
  readonly fault: Judged | null;
}

interface SessionSettings {
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
    send: async (name, request): Promise<DoorResult> => {
      if (carry !== undefined) return carry(name, request);
      const sentAs = line.purpose;
      const mark = { ...markOf(name), wrongCredential: isControl(sentAs) && bearer !== null };
      const result = await ctx.http.send(sentAs, { ...request, signal: ctx.signal }, mark);
      if (besideNameOf(sentAs) === null) watchClock(ctx, result);
      return result;
    },
  });
  const hello = await session.initialize();
  const fault = judgeStep("initialize", hello) ?? judgeNotification(await session.initialized());
  return {
    server: hello.value,
    fault,
    framing: hello.reply.framing,
    stateful: session.sessionId !== null,
    listTools: (wanted) => listTools(session, wanted),
    call: async (call, values, as) => {
      line.purpose = as;
      const method = call.resource === null ? "tools/call" : "resources/read";
      const called = { step: call.step ?? `${method} ${call.label}`, tool: call.label };
      const { offeredAs = call.tool, timeoutMs: within, resource } = call;
      if (resource !== null) return judgeCall(call, await session.readResource(resource, within, called));
      return judgeCall(call, await session.callTool(offeredAs, values, within, called));
    },
  };
}

function markOf({ step, tool }: McpRequestName) {
  return { step, ...(tool === null ? {} : { tool }) };
}

/** Pages of tools that are read before a tool counts as not offered. */
export const MAX_TOOL_PAGES = 3;

async function listTools(session: McpSession, wanted: readonly string[]): Promise<ListedTools> {
  const tools: McpTool[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_TOOL_PAGES; page += 1) {
    const step = await session.listTools(cursor);
    if (step.value === null) return { tools, fault: judgeStep("tools/list", step) };
    tools.push(...step.value.tools);
    cursor = step.value.nextCursor;
    if (cursor === null || wanted.every((name) => tools.some((tool) => tool.name === name))) break;
  }
  return { tools, fault: null };
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
