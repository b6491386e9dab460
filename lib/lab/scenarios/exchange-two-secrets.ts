import { withCatalogToken, withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeTwoSecrets = defineScenario({
  id: "exchange-two-secrets",
  title: "Issuer and registry hold different secrets",
  story:
    "The token fits the key that the operator holds, and the registry refuses it: two services were given two secrets.",
  group: "exchange",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  fault: (config) => withOptions(withCatalogToken(config, { signer: "other-secret" }), { signatureKey: "other" }),
});
