import { withToken } from "@/lib/lab/stack/config-changes";
import { issuerTokenSpec } from "@/lib/lab/stack/token-spec";
import { issuerStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const claimsNotYetValid = defineScenario({
  id: "claims-not-yet-valid",
  title: "The token starts in the future",
  story:
    "The issuer dated the token an hour ahead. This registry does not look at nbf and takes it; stricter servers will not.",
  group: "claims",
  codes: ["claims/not-yet-valid"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/not-yet-valid",
  given: (config) => issuerStack(config),
  fault: (config) =>
    withToken(config, { ...issuerTokenSpec(), claims: { ...issuerTokenSpec().claims, nbf: { inSeconds: 3600 } } }),
});
