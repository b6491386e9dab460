import type { McpWire } from "@/lib/lab/servers/mcp/mcp-wire";
import { withMcp } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";

/** The stack's MCP server speaks otherwise in these respects. */
export function withWire(config: StackConfig, change: Partial<McpWire>): StackConfig {
  return withMcp(config, { wire: { ...config.mcp.wire, ...change } });
}

/** The same of a server that checks tokens itself, at every request, and answers in event streams. */
export function withOAuthServer(config: StackConfig, change: Partial<McpWire> = {}): StackConfig {
  return withWire(withMcp(config, { kind: "platform", version: "1.70.0" }), change);
}
