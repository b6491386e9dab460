import { McpSession, type ServerInfo } from "@/lib/clients/mcp/session";
import { statelessRequest } from "@/lib/clients/mcp/stateless-request";
import type { Purpose } from "@/lib/diagnosis/model";
import { besideNameOf, isControl } from "@/lib/diagnosis/purpose";
import type { JsonObject } from "@/lib/json-object";
import type { BonafideContext } from "../../shared/layer-input";
import { watchClock } from "../../shared/live-layer";
import { type Judged, judgeCall } from "../judge-tool-answer";
import { judgeWire, type WireState } from "../judge-wire";
import { readToolList } from "../list-tools";
import { makeCall } from "../make-call";
import { mcpTimeoutMs, type PlannedCall } from "../planned-calls";
import { markOf, type OpenedSession, type SessionSettings } from "../run-session";

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
    send: async (name, plain, stop) => {
      const request = statelessRequest(plain);
      if (carry !== undefined) return carry(name, request, stop);
      const { purpose } = line;
      const mark = {
        ...markOf(unnamed ? { ...name, tool: null } : name),
        wrongCredential: isControl(purpose) && bearer !== null,
      };
      const signal = stop === undefined ? ctx.signal : AbortSignal.any([ctx.signal, stop]);
      const result = await ctx.http.send(purpose, { ...request, signal }, mark);
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
  // Nobody shook hands, and there is no session to lose.
  const wire: WireState = { url: ctx.input.target.mcpUrl ?? "", greeted: false, id: null };
  const send = async (by: McpSession, call: PlannedCall, values: JsonObject, as: Purpose): Promise<Judged> =>
    judgeWire(judgeCall(call, await makeCall(by, call, values), as), wire);
  return {
    era: "stateless",
    server: settings.server ?? null,
    fault: null,
    framing: "json",
    stateful: false,
    listTools: () => readToolList(client, wire),
    passedOver: () => client.passedOver,
    call: (call, values, as) => {
      line.purpose = as;
      return send(client, call, values, as);
    },
    callAs: (other, call, values, as) => send(statelessClient(ctx, { purpose: as }, other, settings), call, values, as),
  };
}
