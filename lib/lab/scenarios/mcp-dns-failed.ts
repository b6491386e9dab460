import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpDnsFailed = defineScenario({
  id: "mcp-dns-failed",
  title: "The MCP host name does not resolve",
  story: "The target names a host that DNS does not know.",
  group: "mcp",
  codes: ["mcp/dns-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/dns-failed",
  fault: (config) => withTarget(config, { mcpUrl: { url: "http://mcp.invalid/mcp" } }),
});
