import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const claimsDuplicateMember = defineScenario({
  id: "claims-duplicate-member",
  title: "The token names its user twice",
  story: "The claims have id twice. The registry reads the last one; another program may read the first.",
  group: "claims",
  codes: ["claims/duplicate-member"],
  verdict: "fail",
  brokenLayer: "claims",
  code: "claims/duplicate-member",
  fault: (config) => withCatalogToken(config, { damage: "duplicate-claim" }),
});
