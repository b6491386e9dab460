import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpTimeout = defineScenario({
  id: "mcp-timeout",
  title: "The MCP server hangs at the handshake",
  story: "It takes the first message and never answers.",
  group: "mcp",
  codes: ["mcp/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: actions.hang }), {
      timeoutMs: 1500,
    }),
});
