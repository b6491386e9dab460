import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpUnreachable = defineScenario({
  id: "mcp-unreachable",
  title: "Nothing listens at the MCP URL",
  story:
    "The MCP server ended at its start, as quilt-mcp does when a variable of its environment is missing. Its own error output says which.",
  group: "mcp",
  codes: ["mcp/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/unreachable",
  fault: (config) => withTarget(config, { mcpUrl: { at: "closed" } }),
});
