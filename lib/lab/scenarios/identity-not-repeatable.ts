import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityNotRepeatable = defineScenario({
  id: "identity-not-repeatable",
  title: "STS accepts the credentials once",
  story: "After the control the same call gets 503.",
  group: "identity",
  codes: ["identity/not-repeatable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/not-repeatable",
  fault: (config) =>
    withFault(config, {
      server: "sts",
      endpoint: "identity",
      on: "repeat",
      action: plainAnswer(503, "Service Unavailable"),
    }),
});
