import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const claimsMissingUuid = defineScenario({
  id: "claims-missing-uuid",
  title: "The token lacks its uuid",
  story:
    "A program made this token and left out uuid. It is signed with the right secret, and the registry still cannot read it.",
  group: "claims",
  codes: ["claims/missing-claim", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/missing-claim",
  fault: (config) => withCatalogToken(config, { claims: { id: { userId: true }, exp: { inSeconds: 90 * 86_400 } } }),
});
