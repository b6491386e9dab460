import { withCatalogToken, withToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec, issuerTokenSpec, withoutClaim } from "@/lib/lab/stack/token-spec";
import { issuerStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Times in the token. */
export const claimsTimes = defineScenarios("claims", [
  {
    id: "claims-expired",
    title: "The token has expired",
    story: "The token expired an hour ago. This is the most common fault of all, and the registry agrees.",
    codes: ["claims/expired", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "claims/expired",
    fault: (config) =>
      withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: -3600 } } }),
  },
  {
    id: "claims-expires-soon",
    title: "The token expires within hours",
    story: "All is well for now. The token expires in two hours, which matters to a deploy or a long job.",
    codes: ["claims/expires-soon"],
    verdict: "pass",
    code: null,
    fault: (config) => withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: 7200 } } }),
  },
  {
    id: "claims-not-yet-valid",
    title: "The token starts in the future",
    story:
      "The issuer dated the token an hour ahead. This registry ignores nbf and accepts it; stricter servers will not.",
    codes: ["claims/not-yet-valid"],
    verdict: "fail",
    code: "claims/not-yet-valid",
    given: (config) => issuerStack(config),
    fault: (config) =>
      withToken(config, { ...issuerTokenSpec(), claims: { ...issuerTokenSpec().claims, nbf: { inSeconds: 3600 } } }),
  },
  {
    id: "claims-issued-ahead",
    title: "The issuer's clock is a minute and a half ahead",
    story:
      "The token's iat lies 90 seconds in the future. This registry takes it; some verifiers, PyJWT among them, would refuse it until then.",
    codes: ["claims/issued-ahead"],
    verdict: "pass",
    code: null,
    given: (config) => issuerStack(config),
    fault: (config) =>
      withToken(config, { ...issuerTokenSpec(), claims: { ...issuerTokenSpec().claims, iat: { inSeconds: 90 } } }),
  },
  {
    id: "claims-nbf-just-ahead",
    title: "The token starts in a few seconds",
    story:
      "The issuer's clock is half a minute ahead, so nbf is not reached yet. Most verifiers grant a minute of leeway, and this registry does.",
    codes: ["claims/issued-ahead"],
    verdict: "pass",
    code: null,
    given: (config) => issuerStack(config),
    fault: (config) =>
      withToken(config, { ...issuerTokenSpec(), claims: { ...issuerTokenSpec().claims, nbf: { inSeconds: 50 } } }),
  },
  {
    id: "claims-issued-days-ahead",
    title: "The token was made in the future",
    story:
      "The token's iat lies a week ahead, which no clock that is merely a little off writes. The registry accepts it; stricter servers will not.",
    codes: ["claims/implausible-time"],
    verdict: "fail",
    code: "claims/implausible-time",
    given: (config) => issuerStack(config),
    fault: (config) =>
      withToken(config, {
        ...issuerTokenSpec(),
        claims: { ...issuerTokenSpec().claims, iat: { inSeconds: 7 * 86_400 } },
      }),
  },
  {
    id: "claims-missing-exp",
    title: "The catalog token has no expiry",
    story: "A catalog token always carries exp. This one does not, and the registry refuses it.",
    codes: ["claims/missing-claim", "exchange/rejected", "mcp/unauthorized", "search/unauthorized"],
    verdict: "fail",
    code: "claims/missing-claim",
    fault: (config) => withCatalogToken(config, { claims: { id: { userId: true }, uuid: { newUuid: true } } }),
  },
  {
    id: "claims-implausible-time",
    title: "The expiry is in milliseconds",
    story:
      "A program wrote milliseconds instead of seconds, so the token lasts for some fifty thousand years. The registry accepts it.",
    codes: ["claims/implausible-time"],
    verdict: "fail",
    code: "claims/implausible-time",
    fault: (config) =>
      withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inMilliseconds: 90 * 86_400_000 } } }),
  },
  {
    id: "claims-no-expiry",
    title: "The token never expires",
    story: "A custom issuer makes tokens without exp. They work, and a lost one works forever.",
    codes: ["claims/no-expiry"],
    verdict: "pass",
    code: null,
    given: (config) => issuerStack(config),
    fault: (config) => withToken(config, withoutClaim(issuerTokenSpec(), "exp")),
  },
]);
