import { withProvider } from "@/lib/lab/stack/config-changes";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityAudience = defineScenario({
  id: "exchange-web-identity-audience",
  title: "The token's audience is not registered",
  story: "The account's identity provider knows another client id than the token's aud.",
  group: "exchange",
  codes: ["exchange/web-identity-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/web-identity-denied",
  given: webIdentityStack,
  fault: (config) => withProvider(config, { audiences: ["somebody-else"] }),
});
