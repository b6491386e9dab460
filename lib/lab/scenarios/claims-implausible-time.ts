import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const claimsImplausibleTime = defineScenario({
  id: "claims-implausible-time",
  title: "The expiry is in milliseconds",
  story:
    "A program wrote milliseconds where seconds belong, so the token lasts for some fifty thousand years. The registry takes it.",
  group: "claims",
  codes: ["claims/implausible-time"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/implausible-time",
  fault: (config) =>
    withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inMilliseconds: 90 * 86_400_000 } } }),
});
