import { withToken } from "@/lib/lab/stack/config-changes";
import { lapsed, webIdentityTokenSpec } from "@/lib/lab/stack/token-spec";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityExpired = defineScenario({
  id: "exchange-web-identity-expired",
  title: "The ID token has expired",
  story: "AWS names the time at which the token ended.",
  group: "exchange",
  codes: ["claims/expired", "exchange/expired", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/expired",
  given: webIdentityStack,
  fault: (config) => withToken(config, lapsed(webIdentityTokenSpec())),
});
