import {
  withCatalogToken,
  withMcp,
  withOptions,
  withRegistry,
  withTarget,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { connectStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Tokens that are no sound JWTs, whoever signed them. */
export const signatureForm = defineScenarios("signature", [
  {
    id: "signature-two-parts",
    title: "The token lost its signature",
    story:
      "The last part of the token was cut off on the way, by a form field or a careless copy. What is left starts like a token but is not one.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/malformed"],
    verdict: "fail",
    code: "signature/malformed",
    fault: (config) => withCatalogToken(config, { damage: "two-parts" }),
  },
  {
    id: "signature-garbled",
    title: "The text only starts like a token",
    story: "The pasted text begins like a JWT but has no parts at all.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/malformed"],
    verdict: "fail",
    code: "signature/malformed",
    fault: (config) => withToken(config, { form: "garbled" }),
  },
  {
    id: "signature-duplicate-header",
    title: "The header names its algorithm twice",
    story:
      "The signature is right and the registry accepts the token, but the header has alg twice. Two programs may read two different tokens from it.",
    codes: ["signature/malformed"],
    verdict: "fail",
    code: "signature/malformed",
    fault: (config) => withCatalogToken(config, { damage: "duplicate-header-member" }),
  },
  {
    id: "signature-alg-none",
    title: "The token claims to need no signature",
    story:
      "The header says alg none and the signature is empty. A verifier that trusts the header would accept anything.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/alg-none"],
    verdict: "fail",
    code: "signature/alg-none",
    fault: (config) => withCatalogToken(config, { signer: "nobody" }),
  },
  {
    id: "signature-alg-not-allowed",
    title: "The token's algorithm does not match the key",
    story:
      "The issuer signs with an elliptic curve key, but a shared secret is configured for the check. Checking one with the other is how algorithm confusion starts.",
    codes: ["signature/alg-not-allowed"],
    verdict: "fail",
    code: "signature/alg-not-allowed",
    given: (config) => connectStack(config),
    fault: (config) => withOptions(withTarget(config, { jwksUrl: null }), { signatureKey: "registry" }),
  },
  {
    id: "signature-non-canonical-padding",
    title: "The token has base64 padding",
    story:
      "The signature ends in an equals sign, which the token format forbids. Lenient readers drop it; strict ones refuse the token.",
    codes: ["signature/non-canonical"],
    verdict: "fail",
    code: "signature/non-canonical",
    fault: (config) => withCatalogToken(config, { damage: "padding" }),
  },
  {
    id: "signature-non-canonical-spare-bits",
    title: "The signature has unused bits set",
    story:
      "The last character of the signature carries bits that decode to nothing. The registry does not mind, but the same token now has two spellings, and a block list knows only one.",
    codes: ["signature/non-canonical"],
    verdict: "fail",
    code: "signature/non-canonical",
    fault: (config) => withCatalogToken(config, { damage: "spare-bits" }),
  },
  {
    id: "signature-critical-header",
    title: "The token requires an unknown extension",
    story:
      "The header lists an extension as critical. A verifier that does not know it must refuse the token; this registry accepts it anyway.",
    codes: ["signature/critical-header"],
    verdict: "fail",
    code: "signature/critical-header",
    fault: (config) => withCatalogToken(config, { header: { crit: ["lab-extension"], "lab-extension": true } }),
  },
  {
    id: "signature-encrypted",
    title: "The token is encrypted",
    story: "The registry hands out encrypted tokens. They work, but nothing inside them can be checked from outside.",
    codes: ["signature/encrypted"],
    verdict: "inconclusive",
    code: "signature/encrypted",
    given: (config) => withMcp(withRegistry(config, { looksTokensUp: true }), { kind: "platform" }),
    fault: (config) => withToken(config, { form: "jwe" }),
  },
]);
