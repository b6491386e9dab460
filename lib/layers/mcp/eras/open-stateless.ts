import { askedInstead } from "@/lib/clients/mcp/read-era";
import { McpSession, type ServerInfo } from "@/lib/clients/mcp/session";
import { statelessRequest } from "@/lib/clients/mcp/stateless-request";
import type { Purpose } from "@/lib/diagnosis/model";
import { besideNameOf, isControl } from "@/lib/diagnosis/purpose";
import type { BonafideContext } from "../../shared/layer-input";
import { watchClock } from "../../shared/live-layer";
import { type Judged, judgeCall, judgeStep } from "../judge-tool-answer";
import { mcpTimeoutMs } from "../planned-calls";
import { listAllTools, markOf, type OpenedSession, type SessionSettings } from "../run-session";

export interface StatelessSettings extends SessionSettings {
  /** What `server/discover` said of the server. */
  readonly server?: ServerInfo | null;
  /**
   * Ids begin after this one: a control's call then carries the id that the genuine one carried, so that a server which
   * keeps answers by id alone hands over another caller's.
   */
  readonly lastId?: number;
  /** Its requests name no tool: a call at a door that nobody said is there is no control of that tool. */
  readonly unnamed?: boolean;
}

/** A client of the stateless era: there is nothing to open, each request stands alone. `bearer` null sends no token. */
export function statelessClient(
  ctx: BonafideContext,
  line: { readonly purpose: Purpose },
  bearer: string | null,
  { carry, timeoutMs = mcpTimeoutMs(ctx.input), lastId = 0, unnamed = false }: StatelessSettings = {},
): McpSession {
  return new McpSession({
    url: ctx.input.target.mcpUrl ?? "",
    bearer,
    timeoutMs,
    lastId,
    onSessionId: (id) => ctx.keepSecret(id),
    send: async (name, plain) => {
      const request = statelessRequest(plain);
      if (carry !== undefined) return carry(name, request);
      const { purpose } = line;
      const mark = {
        ...markOf(unnamed ? { ...name, tool: null } : name),
        wrongCredential: isControl(purpose) && bearer !== null,
      };
      const result = await ctx.http.send(purpose, { ...request, signal: ctx.signal }, mark);
      if (besideNameOf(purpose) === null) watchClock(ctx, result);
      return result;
    },
  });
}

/** The stateless era's door, to be called as a session of the other era is. */
export function openStateless(
  ctx: BonafideContext,
  purpose: Purpose,
  bearer: string | null,
  settings: StatelessSettings = {},
): OpenedSession {
  const line = { purpose };
  const client = statelessClient(ctx, line, bearer, settings);
  return {
    era: "stateless",
    server: settings.server ?? null,
    fault: null,
    framing: "json",
    stateful: false,
    listTools: (wanted) => listAllTools(client, wanted),
    call: async (call, values, as) => {
      line.purpose = as;
      const called = { step: call.step ?? `tools/call ${call.label}`, tool: call.label };
      const step = await client.callTool(call.tool, values, call.timeoutMs, called);
      const asked = step.value === null ? null : askedInstead(step.value);
      return asked === null
        ? judgeCall(call, step)
        : asksBack(judgeStep("tools/call", { ...step, value: null }), asked);
    },
  };
}

/** A result that asks for input is no answer: nobody was served, and nobody refused. */
function asksBack(judged: Judged | null, asks: readonly string[]): Judged {
  const note = `asks for ${asks.join(", ")} in place of an answer`;
  const status = judged?.status ?? null;
  const value = judged?.value ?? null;
  const evidence = { status, error: note, asks };
  return { observed: "no-answer", answered: true, status, note, reason: "asks-back", evidence, payload: null, value };
}
