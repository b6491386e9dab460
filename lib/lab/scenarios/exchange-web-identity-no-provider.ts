import { withIam } from "@/lib/lab/stack/config-changes";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityNoProvider = defineScenario({
  id: "exchange-web-identity-no-provider",
  title: "The account knows no such issuer",
  story: "No identity provider for the token's issuer is set up in the role's account.",
  group: "exchange",
  codes: ["exchange/web-identity-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/web-identity-denied",
  given: webIdentityStack,
  fault: (config) => withIam(config, { provider: null }),
});
