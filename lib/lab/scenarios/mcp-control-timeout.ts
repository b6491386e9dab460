import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpControlTimeout = defineScenario({
  id: "mcp-control-timeout",
  title: "A bad token leaves a tool hanging",
  story: "The real token works. With a tampered one bucket_list never answers.",
  group: "mcp",
  codes: ["mcp/control-unanswered", "mcp/pass-through"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/control-unanswered",
  fault: (config) =>
    withOptions(
      withFault(config, { server: "mcp", endpoint: "call:bucket_list", on: "imposter", action: actions.hang }),
      { timeoutMs: 1500 },
    ),
});
