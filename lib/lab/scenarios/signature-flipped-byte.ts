import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureFlippedByte = defineScenario({
  id: "signature-flipped-byte",
  title: "One bit of the signature is wrong",
  story:
    "The token was damaged by one bit. Its claims still read well, which is why a decoder that does not verify is content with it.",
  group: "signature",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/mismatch"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/mismatch",
  fault: (config) => withCatalogToken(config, { damage: "flipped-signature" }),
});
