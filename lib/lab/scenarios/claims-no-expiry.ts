import { withToken } from "@/lib/lab/stack/config-changes";
import { issuerTokenSpec, withoutClaim } from "@/lib/lab/stack/token-spec";
import { issuerStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const claimsNoExpiry = defineScenario({
  id: "claims-no-expiry",
  title: "The token never expires",
  story: "An issuer of its own kind makes tokens without exp. They work, and a lost one works for ever.",
  group: "claims",
  codes: ["claims/no-expiry"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => issuerStack(config),
  fault: (config) => withToken(config, withoutClaim(issuerTokenSpec(), "exp")),
});
