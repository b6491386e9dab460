import { withCatalogToken, withFault, withOptions, withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "../fault-actions";
import { connectStack } from "../given-stacks";
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
