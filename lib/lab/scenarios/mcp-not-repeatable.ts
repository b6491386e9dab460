import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpNotRepeatable = defineScenario({
  id: "mcp-not-repeatable",
  title: "A tool works once",
  story:
    "bucket_list serves the token, and after the controls it does not any more: a lock-out, or instances that differ.",
  group: "mcp",
  codes: ["mcp/not-repeatable", "mcp/pass-through"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/not-repeatable",
  fault: (config) =>
    withFault(config, {
      server: "mcp",
      endpoint: "call:bucket_list",
      on: "repeat",
      action: plainAnswer(401, "Unauthorized"),
    }),
});
