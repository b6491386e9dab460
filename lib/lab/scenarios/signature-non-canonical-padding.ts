import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureNonCanonicalPadding = defineScenario({
  id: "signature-non-canonical-padding",
  title: "The token carries padding",
  story:
    "The signature ends in an equals sign, which the token format forbids. Lenient readers drop it, strict ones refuse the token.",
  group: "signature",
  codes: ["signature/non-canonical"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/non-canonical",
  fault: (config) => withCatalogToken(config, { damage: "padding" }),
});
