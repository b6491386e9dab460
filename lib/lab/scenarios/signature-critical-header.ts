import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureCriticalHeader = defineScenario({
  id: "signature-critical-header",
  title: "The token demands an extension that nobody knows",
  story:
    "The header lists an extension as critical. Whoever does not understand it must refuse the token; this registry takes it all the same.",
  group: "signature",
  codes: ["signature/critical-header"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/critical-header",
  fault: (config) => withCatalogToken(config, { header: { crit: ["lab-extension"], "lab-extension": true } }),
});
