import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpDripping = defineScenario({
  id: "mcp-dripping",
  title: "The MCP server drips its answer",
  story: "Its answer to the first message begins at once and never ends.",
  group: "mcp",
  codes: ["mcp/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: actions.drip }), {
      timeoutMs: 1500,
    }),
});
