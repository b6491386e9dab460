import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { defineScenario } from "./scenario";

export const claimsExpiresSoon = defineScenario({
  id: "claims-expires-soon",
  title: "The token expires within hours",
  story: "All is well for now. The token ends in two hours, which a deploy or a long job should know.",
  group: "claims",
  codes: ["claims/expires-soon"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: 7200 } } }),
});
