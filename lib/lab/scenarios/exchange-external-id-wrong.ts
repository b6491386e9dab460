import { withExchange, withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeExternalIdWrong = defineScenario({
  id: "exchange-external-id-wrong",
  title: "The external id is mistyped",
  story: "The trust policy demands one external id and the target sends another.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: (config) =>
    withExchange(withIam(assumeRoleStack(config), { externalId: "lab-external" }), { externalId: "lab-external" }),
  fault: (config) => withExchange(config, { externalId: "lab-externel" }),
});
