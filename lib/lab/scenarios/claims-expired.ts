import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const claimsExpired = defineScenario({
  id: "claims-expired",
  title: "The token has expired",
  story: "The token ran out an hour ago. It is the commonest reason of all, and the registry agrees.",
  group: "claims",
  codes: ["claims/expired", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/expired",
  fault: (config) => withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: -3600 } } }),
});
