import type { FindingTable } from "@/lib/diagnosis/layer";

const NEW_TOKEN = "Log in to the catalog again (quilt3 login) and use the new token.";

/** What the claims of a token can show. */
export const claimsFindings: FindingTable = {
  expired: {
    effect: "fail",
    title: "the token has expired",
    remedy: NEW_TOKEN,
    actor: "token-holder",
    spec: "RFC 7519 §4.1.4",
  },
  "expires-soon": {
    effect: "warn",
    title: "the token expires within a day",
    remedy: "Get a new token before a long run or a deploy.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1.4",
  },
  "not-yet-valid": {
    effect: "fail",
    title: "the token is not valid yet",
    remedy:
      "Wait until its start time. If that time is wrong, sync the clocks of the issuer and this machine with NTP.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1.5",
  },
  "issued-ahead": {
    effect: "warn",
    title: "the token is dated a little ahead of this machine's clock",
    remedy:
      "Sync the clocks of the issuer and the servers with NTP: some verifiers, PyJWT among them, refuse such a token until its time has come.",
    actor: "registry-admin",
    spec: "RFC 7519 §4.1.5, §4.1.6",
  },
  "missing-claim": {
    effect: "fail",
    title: "the token lacks a claim that tokens of its kind need",
    remedy: "Use a token from a login. If your own program makes the token, add the claim.",
    actor: "token-holder",
    spec: "facts of quilt-mcp-server: catalog tokens carry id, uuid and exp",
  },
  "wrong-type": {
    effect: "fail",
    title: "a claim has the wrong type",
    remedy: "Fix the issuer: give the claim the type that its specification asks for. Times are numbers of seconds.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1",
  },
  "implausible-time": {
    effect: "fail",
    title: "a time in the token is implausible",
    remedy:
      "Fix the issuer: times are whole seconds since 1970, not milliseconds; exp comes after iat and nbf, and iat is when the token was made.",
    actor: "token-holder",
    spec: "RFC 7519 §2 (NumericDate)",
  },
  "duplicate-member": {
    effect: "fail",
    title: "a claim occurs twice, so two servers may read different values",
    remedy: "Fix the issuer so that each claim occurs once, then use a new token.",
    actor: "token-holder",
    spec: "RFC 7519 §4",
  },
  "no-expiry": {
    effect: "warn",
    title: "the token never expires",
    remedy: "Issue tokens with an exp claim, so that a lost token expires.",
    actor: "token-holder",
    spec: "RFC 8725 §3",
  },
  "unexpected-claims": {
    effect: "warn",
    title: "this catalog token carries claims beyond id, uuid and exp",
    remedy: "Check where the token comes from: test helpers add claims, and strict servers refuse them.",
    actor: "token-holder",
  },
  "issuer-mismatch": {
    effect: "fail",
    title: "the token's issuer is not the expected one",
    remedy:
      "Compare both values character by character, including port and trailing slash. Then use a token from the expected issuer.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1.1",
  },
  "audience-mismatch": {
    effect: "fail",
    title: "the token's audience is not the expected one",
    remedy: "Get a token for this server, or correct the expected audience in the target.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1.3",
  },
  "known-fake": {
    effect: "fail",
    title: "this is a test or sample token: its claims are published placeholders",
    remedy: NEW_TOKEN,
    actor: "token-holder",
  },
  "catalog-token-missing": {
    effect: "warn",
    title: "the token names an AWS role but no catalog user, so catalog search cannot work with it",
    remedy: "Use a catalog token, or a token that also carries catalog_token.",
    actor: "token-holder",
  },
};
