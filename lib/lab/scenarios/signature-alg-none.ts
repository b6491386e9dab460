import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureAlgNone = defineScenario({
  id: "signature-alg-none",
  title: "The token claims to need no signature",
  story: "The header says alg none and the signature is empty. A verifier that trusts the header would take anything.",
  group: "signature",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/alg-none"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/alg-none",
  fault: (config) => withCatalogToken(config, { signer: "nobody" }),
});
