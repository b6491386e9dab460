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
    title: "the token says it is not valid yet",
    remedy: "Wait until then, or set the issuer's and this machine's clock by NTP.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1.5",
  },
  "missing-claim": {
    effect: "fail",
    title: "the token lacks a claim that tokens of its kind carry",
    remedy: "Use a token from a login; if a program of yours makes it, add the claim.",
    actor: "token-holder",
    spec: "facts of quilt-mcp-server: catalog tokens carry id, uuid and exp",
  },
  "wrong-type": {
    effect: "fail",
    title: "a claim has the wrong type",
    remedy: "Make the issuer write the claim as its specification says; times are numbers of seconds.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1",
  },
  "implausible-time": {
    effect: "fail",
    title: "a time in the token cannot be meant",
    remedy: "Write times as whole seconds since 1970, not milliseconds, and in their order.",
    actor: "token-holder",
    spec: "RFC 7519 §2 (NumericDate)",
  },
  "duplicate-member": {
    effect: "fail",
    title: "a claim occurs twice, so two servers may read two different tokens",
    remedy: "Issue the token again with each claim once.",
    actor: "token-holder",
    spec: "RFC 7519 §4",
  },
  "no-expiry": {
    effect: "warn",
    title: "the token never expires",
    remedy: "Issue tokens with exp, so that a lost one ends by itself.",
    actor: "token-holder",
    spec: "RFC 8725 §3",
  },
  "unexpected-claims": {
    effect: "warn",
    title: "a catalog token carries exactly id, uuid and exp; this one carries more",
    remedy: "Check where the token comes from: test helpers add claims, and strict servers refuse them.",
    actor: "token-holder",
  },
  "issuer-mismatch": {
    effect: "fail",
    title: "the token is from another issuer than expected",
    remedy: "Compare both character by character, port and trailing slash included; then use a token of that issuer.",
    actor: "token-holder",
    spec: "RFC 7519 §4.1.1",
  },
  "audience-mismatch": {
    effect: "fail",
    title: "the token is meant for another audience than expected",
    remedy: "Ask for a token for this server, or correct the expected audience in the target.",
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
