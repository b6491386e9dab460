import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpConnectionReset = defineScenario({
  id: "mcp-connection-reset",
  title: "The MCP server resets connections",
  story:
    "The port is open and the connection breaks: a container that is still starting, or a proxy without a backend.",
  group: "mcp",
  codes: ["mcp/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/unreachable",
  fault: (config) => withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: actions.reset }),
});
