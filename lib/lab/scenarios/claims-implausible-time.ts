import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";
import { catalogToken } from "@/lib/lab/stack/token-spec";

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
    withCatalogToken(config, { claims: { ...catalogToken().claims, exp: { inMilliseconds: 90 * 86_400_000 } } }),
});
