import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const claimsMissingExp = defineScenario({
  id: "claims-missing-exp",
  title: "The catalog token has no expiry",
  story: "A catalog token always carries exp. This one does not, and the registry refuses it.",
  group: "claims",
  codes: ["claims/missing-claim", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/missing-claim",
  fault: (config) => withCatalogToken(config, { claims: { id: { userId: true }, uuid: { newUuid: true } } }),
});
