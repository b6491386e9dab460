import {
  withCatalogToken,
  withFault,
  withMcp,
  withOptions,
  withRegistry,
  withTarget,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { issuerTokenSpec } from "@/lib/lab/stack/token-spec";
import { plainAnswer } from "../fault-actions";
import { connectStack, issuerStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Keys that cannot be had, fit nothing, or protect nothing. */
export const signatureKeys = defineScenarios("signature", [
  {
    id: "signature-key-not-found",
    title: "The key set lacks this token's key",
    story: "The issuer signs with a new key, but the key set it publishes still holds the old one.",
    codes: ["signature/key-not-found"],
    verdict: "fail",
    code: "signature/key-not-found",
    given: (config) => connectStack(config),
    fault: (config) => ({ ...config, keys: { publishes: "other-key" } }),
  },
  {
    id: "signature-ambiguous-key",
    title: "Two keys of the set have the same id",
    story:
      "A rotation put a new key beside the old one under the same id. One of the two verifies the token; a verifier that takes the first one would refuse it.",
    codes: ["signature/ambiguous-key"],
    verdict: "pass",
    code: null,
    given: (config) => connectStack(config),
    fault: (config) => ({ ...config, keys: { publishes: "both-under-one-id" } }),
  },
  {
    id: "signature-not-verifiable",
    title: "The key set does not say whose key is whose",
    story:
      "The issuer publishes seventeen keys without ids, so a token's own cannot be told. The registry accepts the token, and the signature stays open.",
    codes: ["signature/not-verifiable"],
    verdict: "inconclusive",
    code: "signature/not-verifiable",
    given: (config) => connectStack(config),
    fault: (config) => ({ ...config, keys: { publishes: "crowd-without-ids" } }),
  },
  {
    id: "signature-only-its-resource",
    title: "Only the token's own resource can verify it",
    story:
      "The issuer signs over a header whose nonce it then replaces, as Microsoft does for Graph. Nobody but the resource can verify such a token, so this is no wrong signature.",
    codes: ["signature/not-verifiable"],
    verdict: "inconclusive",
    code: "signature/not-verifiable",
    given: (config) => withMcp(withRegistry(issuerStack(config), { looksTokensUp: true }), { kind: "platform" }),
    fault: (config) =>
      withToken(config, { ...issuerTokenSpec(), header: { nonce: "lab-nonce" }, damage: "nonce-replaced" }),
  },
  {
    id: "signature-der-encoded",
    title: "The signature is in the wrong encoding",
    story:
      "A program of the issuer's signs with a general crypto library and leaves the signature in DER. The registry takes that; verifiers that go by the standard refuse it.",
    codes: ["signature/mismatch"],
    verdict: "fail",
    code: "signature/mismatch",
    given: (config) => withMcp(withRegistry(issuerStack(config), { looksTokensUp: true }), { kind: "platform" }),
    fault: (config) => withToken(config, { ...issuerTokenSpec(), damage: "der-signature" }),
  },
  {
    id: "signature-keys-unreachable",
    title: "The key set cannot be read",
    story: "The key set's server answers 503. The signature stays unchecked, although the registry accepts the token.",
    codes: ["signature/keys-unreachable"],
    verdict: "inconclusive",
    code: "signature/keys-unreachable",
    given: (config) => connectStack(config),
    fault: (config) =>
      withFault(config, {
        server: "keys",
        endpoint: "jwks",
        on: "every",
        action: plainAnswer(503, "no healthy upstream"),
      }),
  },
  {
    id: "signature-keys-closed",
    title: "Nothing listens at the URL of the key set",
    story: "The target names a key set on a port without a server.",
    codes: ["signature/keys-unreachable"],
    verdict: "inconclusive",
    code: "signature/keys-unreachable",
    given: (config) => connectStack(config),
    fault: (config) => withTarget(config, { jwksUrl: { at: "closed" } }),
  },
  {
    id: "signature-weak-key",
    title: "The signing secret is short",
    story:
      "The registry signs with a secret of a dozen characters. The signature is right, and the secret can be guessed offline from one token.",
    codes: ["signature/weak-key"],
    verdict: "pass",
    code: null,
    fault: (config) => withRegistry(config, { signsWith: "short" }),
  },
  {
    id: "signature-no-key",
    title: "No key is configured",
    story:
      "Only the registry holds the key, so the signature cannot be checked here. The registry itself decides at the exchange.",
    codes: ["signature/no-key"],
    verdict: "pass",
    code: null,
    fault: (config) => withOptions(config, { signatureKey: "none" }),
  },
  {
    id: "signature-token-supplied-key",
    title: "The token carries its own key",
    story:
      "The header holds the URL of a key set. Such a key proves nothing, because whoever makes the token chooses it; it is shown but never used.",
    codes: ["signature/token-supplied-key"],
    verdict: "pass",
    code: null,
    fault: (config) => withCatalogToken(config, { header: { jku: "https://keys.quilt.test/jwks.json" } }),
  },
]);
