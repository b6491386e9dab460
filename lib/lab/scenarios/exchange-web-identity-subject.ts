import { withProvider } from "@/lib/lab/stack/config-changes";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentitySubject = defineScenario({
  id: "exchange-web-identity-subject",
  title: "The role trusts another subject",
  story: "AWS takes the token, and the role's trust policy demands another sub.",
  group: "exchange",
  codes: ["exchange/web-identity-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/web-identity-denied",
  given: webIdentityStack,
  fault: (config) => withProvider(config, { trustedSubject: "other" }),
});
