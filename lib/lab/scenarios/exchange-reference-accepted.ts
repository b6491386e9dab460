import { withCatalogToken, withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeReferenceAccepted = defineScenario({
  id: "exchange-reference-accepted",
  title: "A token that is known to work goes in, this one does not",
  story: "The registry refuses the token. The same call with a reference token is accepted: the token is at fault.",
  group: "exchange",
  codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/rejected",
  given: (config) => withOptions(config, { referenceToken: true }),
  fault: (config) => withOptions(withCatalogToken(config, { signer: "other-secret" }), { signatureKey: "other" }),
});
