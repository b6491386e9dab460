import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const claimsKnownFake = defineScenario({
  id: "claims-known-fake",
  title: "The token belongs to a placeholder user",
  story:
    "The token carries the user id of a published example. It is even signed with the right secret, and no registry knows that user.",
  group: "claims",
  codes: ["claims/known-fake", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/known-fake",
  fault: (config) =>
    withCatalogToken(config, {
      claims: { ...catalogTokenSpec().claims, id: { value: "test-user" }, uuid: { value: "uuid-123" } },
    }),
});
