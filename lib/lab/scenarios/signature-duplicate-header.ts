import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureDuplicateHeader = defineScenario({
  id: "signature-duplicate-header",
  title: "The header names its algorithm twice",
  story:
    "The signature holds and the registry takes the token, but the header has alg twice. Two programs may read two different tokens from it.",
  group: "signature",
  codes: ["signature/malformed"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/malformed",
  fault: (config) => withCatalogToken(config, { damage: "duplicate-header-member" }),
});
