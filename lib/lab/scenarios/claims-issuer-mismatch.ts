import { withTarget } from "@/lib/lab/stack/config-changes";
import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const claimsIssuerMismatch = defineScenario({
  id: "claims-issuer-mismatch",
  title: "The issuer differs by its port",
  story:
    "The target expects the issuer without :443, and Quilt Connect writes it out. Issuers are compared as text, so that is a mismatch.",
  group: "claims",
  codes: ["claims/issuer-mismatch"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/issuer-mismatch",
  given: (config) => connectStack(config),
  fault: (config) => withTarget(config, { expectIssuer: "https://lab-connect.quilt.test" }),
});
