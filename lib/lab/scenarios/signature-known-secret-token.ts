import { withCatalogToken } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const signatureKnownSecretToken = defineScenario({
  id: "signature-known-secret-token",
  title: "A test suite signed the token",
  story:
    "The token is signed with a secret that is printed in public test code. It looks right in every decoder, and the registry refuses it.",
  group: "signature",
  codes: [
    "exchange/rejected",
    "mcp/unauthorized",
    "search/unauthorized",
    "signature/known-secret",
    "signature/mismatch",
  ],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/known-secret",
  fault: (config) => withCatalogToken(config, { signer: "published-secret" }),
});
