import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpRateLimited = defineScenario({
  id: "mcp-rate-limited",
  title: "The MCP server limits requests",
  story: "A gateway before it answers 429.",
  group: "mcp",
  codes: ["mcp/rate-limited"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/rate-limited",
  fault: (config) =>
    withFault(config, {
      server: "mcp",
      endpoint: "initialize",
      on: "every",
      action: plainAnswer(429, "Too Many Requests"),
    }),
});
