import type { FindingTable } from "@/lib/diagnosis/layer";

const COPY_AGAIN = "Copy the whole token again from where it was issued.";

/** What the signature of a token can show. */
export const signatureFindings: FindingTable = {
  malformed: {
    effect: "fail",
    title: "the token is not a well-formed JWT",
    remedy: COPY_AGAIN,
    actor: "token-holder",
    spec: "RFC 7515 §3.1, RFC 7519 §7.2",
  },
  "non-canonical": {
    effect: "fail",
    title: "the token is not in canonical base64url",
    remedy: `${COPY_AGAIN} Some libraries tolerate such characters, others refuse them.`,
    actor: "token-holder",
    spec: "RFC 7515 §2, RFC 4648 §3.5",
  },
  "alg-none": {
    effect: "fail",
    title: "the token is not signed at all",
    remedy: "Use a signed token, and check that no server accepts alg none.",
    actor: "token-holder",
    spec: "RFC 8725 §3.2",
  },
  "alg-not-allowed": {
    effect: "fail",
    title: "the token's algorithm does not match the key",
    remedy: "Sign with the algorithm that the configured key is for, or configure the key that the issuer signs with.",
    actor: "registry-admin",
    spec: "RFC 8725 §3.1",
  },
  "critical-header": {
    effect: "fail",
    title: "the token requires header extensions that Bonafide does not support",
    remedy: "Issue tokens without crit and b64: a verifier that does not know them must refuse the token.",
    actor: "registry-admin",
    spec: "RFC 7515 §4.1.11, RFC 7797 §7",
  },
  "known-secret": {
    effect: "fail",
    title: "the token is signed with a public or guessable secret, so anyone can forge it",
    remedy:
      "If a test made it, use a token from a login. If a server accepts it, change that server's signing secret now.",
    actor: "registry-admin",
    spec: "RFC 8725 §3.5",
  },
  mismatch: {
    effect: "fail",
    title: "the token was not signed with the key we hold",
    remedy: "Compare the issuer's signing key with the one configured here. Tokens from another stack never match.",
    actor: "registry-admin",
    spec: "RFC 7515 §5.2",
  },
  "key-not-found": {
    effect: "fail",
    title: "none of the configured keys can verify this token",
    remedy: "Check that the issuer's key set holds the token's key id, and that the configured key is a signing key.",
    actor: "registry-admin",
    spec: "RFC 7517 §4",
  },
  "keys-unreachable": {
    effect: "inconclusive",
    title: "the issuer's key set could not be read",
    remedy: "Check jwksUrl and that it is reachable from this machine, then run again.",
    actor: "operator",
    spec: "RFC 7517 §5",
  },
  encrypted: {
    effect: "inconclusive",
    title: "the token is encrypted, so its signature and claims cannot be read here",
    remedy: "Nothing to fix: the registry's answer decides. To check more, inspect the token where it is decrypted.",
    actor: "operator",
    spec: "RFC 7516",
  },
  "weak-key": {
    effect: "warn",
    title: "the key is too weak for its algorithm",
    remedy:
      "Use an HMAC secret at least as long as the hash, or a new RSA key of 2048 bits or more with the exponent 65537.",
    actor: "registry-admin",
    spec: "RFC 7518 §3.2, §3.3",
  },
  "ambiguous-key": {
    effect: "warn",
    title: "two different keys have the id that the token names",
    remedy:
      "Give each key of the set an id of its own: verifiers that take the first of them refuse half of the tokens.",
    actor: "registry-admin",
    spec: "RFC 7517 §4.5",
  },
  "not-verifiable": {
    effect: "inconclusive",
    title: "this signature cannot be verified here",
    remedy:
      "Nothing to fix in the token. If its header has a nonce, only the resource it is for can verify it; else name one key.",
    actor: "operator",
    spec: "RFC 7515 §4.1.4",
  },
  "token-supplied-key": {
    effect: "warn",
    title: "the token carries its own key, which is shown but never used",
    remedy: "Check that no server takes keys from a token: anyone could then sign a token with a key of their own.",
    actor: "registry-admin",
    spec: "RFC 8725 §3.10",
  },
  "no-key": {
    effect: "info",
    title: "no key is configured, so the signature was not checked",
    remedy: "If you have the secret, public key or key set, name it in the target (signature).",
    actor: "operator",
  },
};
