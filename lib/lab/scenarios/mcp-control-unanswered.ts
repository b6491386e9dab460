import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpControlUnanswered = defineScenario({
  id: "mcp-control-unanswered",
  title: "A gateway limits callers with a bad token",
  story: "The real token works. A tampered one gets 429: whether it would have been refused, nobody knows.",
  group: "mcp",
  codes: ["mcp/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/control-unanswered",
  fault: (config) =>
    withFault(config, {
      server: "mcp",
      endpoint: "initialize",
      on: "imposter",
      action: plainAnswer(429, "Too Many Requests"),
    }),
});
