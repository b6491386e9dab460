/** A JSON-RPC message as an MCP client sends it. */
export interface RpcCall {
  readonly id: unknown;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The tool that it calls, or an empty text. */
  readonly tool: string;
  /** It stands alone, as those of 2026-07-28 do. */
  readonly stateless: boolean;
}

const STATELESS = "2026-07-28";

/** The call in a body; null where there is none. */
export function readRpcCall(headers: Readonly<Record<string, string>>, body: string): RpcCall | null {
  const message = parseRecord(body);
  if (message === null || message.jsonrpc !== "2.0" || typeof message.method !== "string") return null;
  const params = recordOf(message.params) ?? {};
  const versions = [headers["mcp-protocol-version"], ...Object.values(recordOf(params._meta) ?? {})];
  return {
    id: message.id,
    method: message.method,
    params,
    tool: message.method === "tools/call" && typeof params.name === "string" ? params.name : "",
    stateless: message.method === "server/discover" || versions.includes(STATELESS),
  };
}

/** The object that a text holds as JSON; null for all else. */
export function parseRecord(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The value, if it is an object; null for all else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}
