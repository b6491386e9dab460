import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpCrashError = defineScenario({
  id: "mcp-crash-error",
  title: "A tool fails on a bad token with 500",
  story: "The real token works. A tampered one makes bucket_list answer 500, which is no refusal.",
  group: "mcp",
  codes: ["mcp/crashed-on-bad-token", "mcp/pass-through"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/crashed-on-bad-token",
  fault: (config) =>
    withFault(config, {
      server: "mcp",
      endpoint: "call:bucket_list",
      on: "imposter",
      action: plainAnswer(500, "Internal Server Error"),
    }),
});
