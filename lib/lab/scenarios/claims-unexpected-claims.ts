import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const claimsUnexpectedClaims = defineScenario({
  id: "claims-unexpected-claims",
  title: "The catalog token carries more than it should",
  story:
    "The token has iat besides id, uuid and exp. Registries do not write that; test helpers do. This registry does not mind.",
  group: "claims",
  codes: ["claims/unexpected-claims"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, iat: { inSeconds: 0 } } }),
});
