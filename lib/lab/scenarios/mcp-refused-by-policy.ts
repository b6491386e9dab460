import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpRefusedByPolicy = defineScenario({
  id: "mcp-refused-by-policy",
  title: "The MCP URL points at a metadata service",
  story: "The target names a metadata address as its MCP server. No request goes there.",
  group: "mcp",
  codes: ["mcp/refused-by-policy"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/refused-by-policy",
  fault: (config) => withTarget(config, { mcpUrl: { url: "http://169.254.169.254/mcp" } }),
});
