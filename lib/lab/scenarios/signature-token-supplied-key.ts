import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureTokenSuppliedKey = defineScenario({
  id: "signature-token-supplied-key",
  title: "The token brings its own key",
  story:
    "The header carries the address of a key set. Such a key proves nothing, for whoever makes the token chooses it; it is shown and never used.",
  group: "signature",
  codes: ["signature/token-supplied-key"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withCatalogToken(config, { header: { jku: "https://keys.quilt.test/jwks.json" } }),
});
