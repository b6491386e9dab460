import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpTlsFailed = defineScenario({
  id: "mcp-tls-failed",
  title: "The MCP server does not speak TLS",
  story: "The target names it with https, and the port speaks plain HTTP.",
  group: "mcp",
  codes: ["mcp/tls-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tls-failed",
  fault: (config) => withTarget(config, { mcpUrl: { at: "mcp", scheme: "https", path: "/mcp" } }),
});
