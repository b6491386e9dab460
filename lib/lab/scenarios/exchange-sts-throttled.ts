import { withFault } from "@/lib/lab/stack/config-changes";
import { stsErrorAnswer } from "./fault-actions";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeStsThrottled = defineScenario({
  id: "exchange-sts-throttled",
  title: "STS throttles the exchange",
  story: "STS asks to slow down when the role is to be assumed.",
  group: "exchange",
  codes: ["exchange/throttled"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/throttled",
  given: assumeRoleStack,
  fault: (config) =>
    withFault(config, {
      server: "sts",
      endpoint: "assume-role",
      on: "every",
      action: stsErrorAnswer(400, "Throttling", "Rate exceeded"),
    }),
});
