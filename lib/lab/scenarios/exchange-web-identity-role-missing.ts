import { withIam } from "@/lib/lab/stack/config-changes";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityRoleMissing = defineScenario({
  id: "exchange-web-identity-role-missing",
  title: "The role for the web identity does not exist",
  story: "The token is good, and the role was deleted.",
  group: "exchange",
  codes: ["exchange/web-identity-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/web-identity-denied",
  given: webIdentityStack,
  fault: (config) => withIam(config, { roleExists: false }),
});
