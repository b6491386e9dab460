import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityControlUnanswered = defineScenario({
  id: "identity-control-unanswered",
  title: "STS fails on a wrong secret",
  story: "The real call gets an identity, the one with a wrong secret a 500.",
  group: "identity",
  codes: ["identity/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/control-unanswered",
  fault: (config) =>
    withFault(config, { server: "sts", endpoint: "identity", on: "imposter", action: plainAnswer(500, "oops") }),
});
