import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureNonCanonicalSpareBits = defineScenario({
  id: "signature-non-canonical-spare-bits",
  title: "The signature has bits that mean nothing",
  story:
    "The last character of the signature carries bits that decode to nothing. The registry does not mind, but the same token now exists in two spellings, and a block list knows one.",
  group: "signature",
  codes: ["signature/non-canonical"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/non-canonical",
  fault: (config) => withCatalogToken(config, { damage: "spare-bits" }),
});
