import { withExchange } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeBaseWrongSecret = defineScenario({
  id: "exchange-base-wrong-secret",
  title: "The base secret does not fit its key",
  story: "Half of the base credentials was renewed: the secret belongs to another key.",
  group: "exchange",
  codes: ["exchange/bad-signature"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/bad-signature",
  given: assumeRoleStack,
  fault: (config) => withExchange(config, { base: "wrong-secret" }),
});
