/** The schemas and versions of the official SDK that the client relies on. */
export type McpSdk = typeof import("@modelcontextprotocol/sdk/types.js");

let loading: Promise<McpSdk> | null = null;

/** Loads the SDK's message schemas once: only a run with an MCP server pays for them. */
export function loadSdk(): Promise<McpSdk> {
  loading ??= import("@modelcontextprotocol/sdk/types.js");
  return loading;
}
