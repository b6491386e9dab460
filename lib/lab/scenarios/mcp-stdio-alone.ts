import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpStdioAlone = defineScenario({
  id: "mcp-stdio-alone",
  title: "A stdio server alone says nothing about a token",
  story:
    "The target names a command and no MCP URL. A stdio server takes no bearer, so whatever it answers, the layer stays open. Nobody required it.",
  group: "mcp",
  codes: ["mcp/stdio-takes-no-token"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withTarget(config, { mcpUrl: null, mcpCommand: "session" }),
});
