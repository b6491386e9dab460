import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenarios } from "../scenario";

/** Claims that are missing, of the wrong type, given twice, or too many. */
export const claimsMembers = defineScenarios("claims", [
  {
    id: "claims-missing-uuid",
    title: "The token lacks its uuid",
    story:
      "A program made this token and left out uuid. It is signed with the right secret, but the registry cannot read it.",
    codes: ["claims/missing-claim", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "claims/missing-claim",
    fault: (config) => withCatalogToken(config, { claims: { id: { userId: true }, exp: { inSeconds: 90 * 86_400 } } }),
  },
  {
    id: "claims-wrong-type",
    title: "The expiry is a string instead of a number",
    story:
      "The time is right but written in quotes. A decoder shows no difference; the registry cannot read the token.",
    codes: ["claims/wrong-type", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "claims/wrong-type",
    fault: (config) =>
      withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSecondsAsText: 90 * 86_400 } } }),
  },
  {
    id: "claims-duplicate-member",
    title: "The token names its user twice",
    story: "The claims contain id twice. The registry reads the last one; another program may read the first.",
    codes: ["claims/duplicate-member"],
    verdict: "fail",
    code: "claims/duplicate-member",
    fault: (config) => withCatalogToken(config, { damage: "duplicate-claim" }),
  },
  {
    id: "claims-unexpected-claims",
    title: "The catalog token carries more than it should",
    story:
      "The token has iat besides id, uuid and exp. Registries do not write that; test helpers do. This registry does not mind.",
    codes: ["claims/unexpected-claims"],
    verdict: "pass",
    code: null,
    fault: (config) => withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, iat: { inSeconds: 0 } } }),
  },
]);
