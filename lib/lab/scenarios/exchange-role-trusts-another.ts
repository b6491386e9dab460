import { withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeRoleTrustsAnother = defineScenario({
  id: "exchange-role-trusts-another",
  title: "The role trusts somebody else",
  story: "The role's trust policy names another principal than the one whose keys the operator holds.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: assumeRoleStack,
  fault: (config) => withIam(config, { trusts: "stranger" }),
});
