import { McpSession } from "@/lib/clients/mcp/session";
import type { DoorResult } from "@/lib/http/door-types";
import type { Judged } from "./judge-tool-answer";
import { MCP_URL } from "./test-mcp";

/** A session in which every request gets this answer. */
export function sessionWith(result: DoorResult): McpSession {
  return new McpSession({
    url: MCP_URL,
    bearer: null,
    timeoutMs: 1_000,
    send: () => Promise.resolve(result),
    onSessionId: () => {},
  });
}

/** The answer to a session's first request. */
export const rpc = (message: object) => ({ jsonrpc: "2.0", id: 1, ...message });
export const rpcErrorOf = (message: string) => rpc({ error: { code: -32000, message } });

/** What is told of a judgement, without the raw reply and what the tool gave. */
export function told({ value: _reply, payload: _payload, ...parts }: Judged) {
  return parts;
}
