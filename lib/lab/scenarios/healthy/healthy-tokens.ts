import { withMcp, withOptions, withTarget, withToken, withVended } from "@/lib/lab/stack/config-changes";
import { connectTokenSpec } from "@/lib/lab/stack/token-spec";
import { connectStack, issuerStack } from "../given-stacks";
import { defineHealthy } from "../scenario";

/** Every kind of token that a healthy stack takes. */
export const healthyTokens = defineHealthy([
  {
    id: "healthy",
    title: "Everything works",
    story:
      "A private stack with no faults. Every layer passes, every control is refused, and the real call works once more after them.",
  },
  {
    id: "healthy-api-key",
    title: "An API key works",
    story: "The user has an API key. It has no signature or claims to check; everything else passes.",
    given: (config) => withMcp(withToken(config, { form: "api-key" }), { kind: "platform" }),
  },
  {
    id: "healthy-opaque-token",
    title: "An opaque token works",
    story: "The registry hands out tokens without any structure and looks them up itself.",
    given: (config) => withMcp(withToken(config, { form: "opaque" }), { kind: "platform" }),
  },
  {
    id: "healthy-connect",
    title: "A Quilt Connect token works",
    story: "The token is signed with an elliptic curve key, and the Connect host's key set verifies it.",
    given: (config) => connectStack(config),
  },
  {
    id: "healthy-connect-rsa",
    title: "A Quilt Connect token signed with RSA works",
    story: "As before, but with RS256 and an RSA key.",
    given: (config) => withToken(connectStack(config), connectTokenSpec("issuer-rsa")),
  },
  {
    id: "healthy-key-twice",
    title: "The key set lists its key twice",
    story: "A deploy copied the issuer's key into the set a second time. It is the same key, so nothing is ambiguous.",
    given: (config) => ({ ...connectStack(config), keys: { publishes: "signing-key-twice" } }),
  },
  {
    id: "healthy-public-key",
    title: "A public key file verifies the token",
    story: "The operator has the issuer's public key instead of the URL of its key set.",
    given: (config) =>
      withOptions(withTarget(connectStack(config), { jwksUrl: null }), { signatureKey: "issuer-public" }),
  },
  {
    id: "healthy-other-issuer",
    title: "A token from another issuer works",
    story: "The registry accepts tokens from a company login that are neither catalog nor Connect tokens.",
    given: (config) => issuerStack(config),
  },
  {
    id: "healthy-expiry-offset",
    title: "The expiry has a UTC offset",
    story: "Expiration is written with +00:00 instead of Z.",
    given: (config) => withVended(config, { expirationForm: "offset" }),
  },
  {
    id: "healthy-expiry-blank",
    title: "The expiry is written with a blank",
    story: "Expiration parts date and time by a blank, as Python prints them, and has its offset.",
    given: (config) => withVended(config, { expirationForm: "blank" }),
  },
]);
