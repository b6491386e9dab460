import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpUrlIsRegistry = defineScenario({
  id: "mcp-url-is-registry",
  title: "The MCP URL is the registry's",
  story: "The registry knows no /mcp and says so in JSON that is no JSON-RPC.",
  group: "mcp",
  codes: ["mcp/unexpected-status"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unexpected-status",
  fault: (config) => withTarget(config, { mcpUrl: { at: "registry", path: "/mcp" } }),
});
