import type { FrontCall, FrontReply, Outcome } from "./fault-front";
import { jsonReply, rpcAnswer, rpcRefused } from "./replies";
import { parseRecord, recordOf } from "./rpc-call";
import type { Fault } from "./situation";

type Handler = (call: FrontCall) => Outcome | Promise<Outcome>;

interface McpParts {
  /** Before all else, whatever is asked. */
  readonly first?: Handler;
  readonly initialize?: Handler;
  readonly list?: Handler;
  readonly tool?: Handler;
}

/**
 * A server of the handshake era: a request that stands alone is no request to it. What no part answers goes to the
 * server behind.
 */
export function mcpFront(parts: McpParts): Fault {
  return async (call) => {
    const gate = (await parts.first?.(call)) ?? null;
    if (gate !== null || call.rpc === null) return gate;
    if (call.rpc.stateless) return rpcRefused(400, -32600, "Invalid Request");
    switch (call.rpc.method) {
      case "initialize":
        return (await parts.initialize?.(call)) ?? null;
      case "tools/list":
        return (await parts.list?.(call)) ?? null;
      case "tools/call":
        return (await parts.tool?.(call)) ?? null;
      default:
        return null;
    }
  };
}

/** 401 to whoever does not bring the token, in the words of RFC 6750. */
export const strangersGet401: Handler = ({ caller }) => {
  if (caller === "real") return null;
  const challenge = caller === "none" ? "Bearer" : 'Bearer error="invalid_token"';
  return jsonReply(401, { error: "invalid_token" }, { "www-authenticate": challenge });
};

/** The tools that the server behind lists. */
export async function ownTools(call: FrontCall): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const result = recordOf(parseRecord((await call.own()).body)?.result);
  const tools: unknown = result?.tools;
  return Array.isArray(tools) ? tools.map((tool) => recordOf(tool) ?? {}) : [];
}

/** A tool that has nothing to do with Quilt. */
export function foreignTool(name: string): Readonly<Record<string, unknown>> {
  return { name, description: `The tool ${name}`, inputSchema: { type: "object", properties: {} } };
}

/** Where the next page begins: null and anything else stand for the end, or for a fault, as they are. */
export function toolsPage(call: FrontCall, tools: readonly unknown[], nextCursor?: unknown): FrontReply {
  return rpcAnswer(call, { tools, ...(nextCursor === undefined ? {} : { nextCursor }) });
}

/** The server's own answer to a tool's call, with its result changed. */
export async function changedResult(
  call: FrontCall,
  change: (result: Readonly<Record<string, unknown>>) => unknown,
): Promise<FrontReply> {
  const own = await call.own();
  const result = recordOf(parseRecord(own.body)?.result);
  return result === null ? own : rpcAnswer(call, change(result), {});
}
