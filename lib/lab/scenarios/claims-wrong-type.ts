import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const claimsWrongType = defineScenario({
  id: "claims-wrong-type",
  title: "The expiry is text instead of a number",
  story: "The time is right and written in quotes. A decoder shows no difference; the registry cannot read the token.",
  group: "claims",
  codes: ["claims/wrong-type", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/wrong-type",
  fault: (config) =>
    withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSecondsAsText: 90 * 86_400 } } }),
});
