import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyWebIdentity = defineScenario({
  id: "healthy-web-identity",
  title: "AWS itself takes the token",
  story:
    "An ID token of an issuer that the account trusts: AWS verifies it with the issuer's published key and gives credentials of the role.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: webIdentityStack,
});
