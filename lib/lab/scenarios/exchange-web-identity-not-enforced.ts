import { withProvider } from "@/lib/lab/stack/config-changes";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityNotEnforced = defineScenario({
  id: "exchange-web-identity-not-enforced",
  title: "A stand-in for STS checks no ID token",
  story: "A server that stands in for STS believes every token that names the issuer.",
  group: "exchange",
  codes: ["exchange/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  given: webIdentityStack,
  fault: (config) => withProvider(config, { checksSignatures: false }),
});
