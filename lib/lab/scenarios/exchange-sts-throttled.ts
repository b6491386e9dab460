import { withFault } from "@/lib/lab/stack/config-changes";
import { stsError } from "@/lib/lab/stack/fault-rules";
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
      action: stsError(400, "Throttling", "Rate exceeded"),
    }),
});
