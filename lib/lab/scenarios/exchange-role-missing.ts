import { withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeRoleMissing = defineScenario({
  id: "exchange-role-missing",
  title: "The role does not exist",
  story: "The role that the token names was deleted. AWS says the same as of a role that trusts somebody else.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: assumeRoleStack,
  fault: (config) => withIam(config, { roleExists: false }),
});
