import { withCatalogToken, withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Tokens that somebody signed with the wrong secret. */
export const signatureMismatch = defineScenarios("signature", [
  {
    id: "signature-mismatch-wrong-key",
    title: "The key configured here is the wrong one",
    story:
      "The registry accepts the token, but the key that the operator configured does not verify it. One of the two is from another stack.",
    codes: ["signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    fault: (config) => withOptions(config, { signatureKey: "other" }),
  },
  {
    id: "signature-mismatch-other-stack",
    title: "The token was signed by another stack",
    story:
      "The token is well-formed and in date, but another registry signed it. Neither the configured key nor this registry accepts it.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    fault: (config) => withCatalogToken(config, { signer: "other-secret" }),
  },
  {
    id: "signature-flipped-byte",
    title: "One bit of the signature is wrong",
    story:
      "One bit of the token was damaged. Its claims still read well, so a decoder that does not verify sees nothing wrong.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized", "signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    fault: (config) => withCatalogToken(config, { damage: "flipped-signature" }),
  },
  {
    id: "signature-known-secret-token",
    title: "A test suite signed the token",
    story:
      "The token is signed with a secret from public test code. It looks right in every decoder, but the registry refuses it.",
    codes: [
      "exchange/rejected",
      "mcp/unauthorized",
      "search/unauthorized",
      "signature/known-secret",
      "signature/mismatch",
    ],
    verdict: "fail",
    code: "signature/known-secret",
    fault: (config) => withCatalogToken(config, { signer: "published-secret" }),
  },
  {
    id: "signature-known-secret-registry",
    title: "The registry signs with a published secret",
    story:
      "Everything works, and that is the problem: the registry signs with a secret from public test code, so anyone can forge a token that it accepts.",
    codes: ["signature/known-secret", "signature/weak-key"],
    verdict: "fail",
    code: "signature/known-secret",
    fault: (config) => withRegistry(config, { signsWith: "published" }),
  },
]);
