import {
  withCatalogToken,
  withFault,
  withMcp,
  withOptions,
  withRegistry,
  withToken,
} from "@/lib/lab/stack/config-changes";
import { issuerTokenSpec } from "@/lib/lab/stack/token-spec";
import { jsonAnswer } from "../fault-actions";
import { issuerStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Tokens that the registry refuses, and why. */
export const exchangeRefusals = defineScenarios("exchange", [
  {
    id: "exchange-locked-out",
    title: "The registry limits the caller after wrong tokens",
    story: "The real call works, the wrong ones are refused, and then the caller is rate-limited with 429.",
    codes: ["exchange/not-repeatable"],
    verdict: "inconclusive",
    code: "exchange/not-repeatable",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "credentials",
        on: "repeat",
        action: jsonAnswer(429, "Too many requests"),
      }),
  },
  {
    id: "exchange-token-revoked",
    title: "The token was revoked",
    story:
      "The user logged in again and this token is no longer accepted. Signature and claims are right, so only the registry can tell.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: (config) => withRegistry(config, { tokenRevoked: true }),
  },
  {
    id: "exchange-reference-accepted",
    title: "A token known to work is accepted, this one is not",
    story:
      "The registry refuses the token. The same call with a reference token is accepted, so the token is at fault.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    given: (config) => withOptions(config, { referenceToken: true }),
    fault: (config) => withOptions(withCatalogToken(config, { signer: "other-secret" }), { signatureKey: "other" }),
  },
  {
    id: "exchange-reference-refused",
    title: "A token known to work is refused too",
    story:
      "After a redeploy the registry calls every token outdated, even one that worked before: the fault is not this token's alone.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    given: (config) => withOptions(config, { referenceToken: true }),
    fault: (config) => withRegistry(config, { tokenRevoked: true }),
  },
  {
    id: "exchange-user-disabled",
    title: "The user was deleted",
    story: "The token looks right in every way, but its user was deleted from the registry.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: (config) => withRegistry(config, { user: "disabled" }),
  },
  {
    id: "exchange-two-secrets",
    title: "Issuer and registry hold different secrets",
    story:
      "The token matches the key that the operator holds, but the registry refuses it: two services were given two secrets.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: (config) => withOptions(withCatalogToken(config, { signer: "other-secret" }), { signatureKey: "other" }),
  },
  {
    id: "exchange-issued-ahead",
    title: "The registry refuses a token dated ahead",
    story:
      "The issuer's clock is ahead, so the token's iat lies in the future. The signature is good, but this registry checks with PyJWT, which refuses the token until that time has come.",
    codes: ["claims/issued-ahead", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    given: (config) => withRegistry(issuerStack(config), { refusesIssuedAhead: true }),
    fault: (config) =>
      withToken(config, { ...issuerTokenSpec(), claims: { ...issuerTokenSpec().claims, iat: { inSeconds: 3600 } } }),
  },
  {
    id: "exchange-rejected-alone",
    title: "Only the exchange refuses the token",
    story:
      "Search accepts the token and the exchange does not: two instances behind one name, one of them with an old secret.",
    codes: ["exchange/rejected"],
    verdict: "fail",
    code: "exchange/rejected",
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "credentials",
        on: "every",
        action: jsonAnswer(401, "Token could not be deserialized"),
        log: "auth.reject reason=bad_signature",
      }),
  },
  {
    id: "exchange-forbidden",
    title: "The user may not have credentials",
    story: "The registry knows the user but refuses: the account is restricted.",
    codes: ["exchange/forbidden", "mcp/tool-failed", "mcp/unauthorized", "search/forbidden"],
    verdict: "fail",
    code: "exchange/forbidden",
    fault: (config) => withRegistry(config, { user: "forbidden" }),
  },
  {
    id: "exchange-api-key-revoked",
    title: "The API key was revoked",
    story:
      "Nothing about an API key can be checked from outside. Only the registry can tell that it is no longer accepted.",
    codes: ["exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    given: (config) => withMcp(withToken(config, { form: "api-key" }), { kind: "platform" }),
    fault: (config) => withRegistry(config, { tokenRevoked: true }),
  },
]);
