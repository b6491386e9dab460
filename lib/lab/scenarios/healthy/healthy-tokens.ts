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
      "A private stack on which nothing is wrong. Every layer passes, every control is refused, and the real call works once more after them.",
  },
  {
    id: "healthy-api-key",
    title: "An API key works",
    story: "The user brings an API key. It has no signature and no claims to look at; everything else passes.",
    given: (config) => withMcp(withToken(config, { form: "api-key" }), { kind: "platform" }),
  },
  {
    id: "healthy-opaque-token",
    title: "An opaque token works",
    story: "The registry hands out tokens without any structure and looks them up.",
    given: (config) => withMcp(withToken(config, { form: "opaque" }), { kind: "platform" }),
  },
  {
    id: "healthy-connect",
    title: "A Quilt Connect token works",
    story: "The token is signed with an elliptic curve key, and the key set of the Connect host verifies it.",
    given: (config) => connectStack(config),
  },
  {
    id: "healthy-connect-rsa",
    title: "A Quilt Connect token signed with RSA works",
    story: "The same with RS256 and an RSA key.",
    given: (config) => withToken(connectStack(config), connectTokenSpec("issuer-rsa")),
  },
  {
    id: "healthy-public-key",
    title: "A public key file verifies the token",
    story: "The operator has the public key of the issuer instead of the address of its key set.",
    given: (config) =>
      withOptions(withTarget(connectStack(config), { jwksUrl: null }), { signatureKey: "issuer-public" }),
  },
  {
    id: "healthy-other-issuer",
    title: "A token of another issuer works",
    story: "The registry takes tokens of a company login that are neither catalog nor Connect tokens.",
    given: (config) => issuerStack(config),
  },
  {
    id: "healthy-expiry-offset",
    title: "The expiry carries an offset",
    story: "Expiration is written with +00:00 instead of Z.",
    given: (config) => withVended(config, { expirationForm: "offset" }),
  },
]);
