import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpServerError = defineScenario({
  id: "mcp-server-error",
  title: "The load balancer has no MCP server behind it",
  story: "It answers 502 in its place.",
  group: "mcp",
  codes: ["mcp/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/server-error",
  fault: (config) =>
    withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: plainAnswer(502, "Bad Gateway") }),
});
