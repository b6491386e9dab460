import { withFault } from "@/lib/lab/stack/config-changes";
import { stsWithoutToken } from "./fault-actions";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeStsMissingFields = defineScenario({
  id: "exchange-sts-missing-fields",
  title: "STS hands out half of a credential",
  story: "The answer has the form of STS and lacks the session token.",
  group: "exchange",
  codes: ["exchange/missing-fields"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/missing-fields",
  given: assumeRoleStack,
  fault: (config) =>
    withFault(config, { server: "sts", endpoint: "assume-role", on: "genuine", action: stsWithoutToken }),
});
