import { withCatalogToken, withFault, withRegistry, withVended } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** Answers of the exchange that hold no credentials that could be used. */
export const exchangeAnswers = defineScenarios("exchange", [
  {
    id: "exchange-not-json",
    title: "The exchange answers with a web page",
    story: "200 and a sign-in page. A client that checks only the status calls this a success.",
    codes: ["exchange/not-json"],
    verdict: "fail",
    code: "exchange/not-json",
    fault: (config) =>
      withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.html }),
  },
  {
    id: "exchange-broken-json",
    title: "The exchange answers with broken JSON",
    story: "The content type says JSON, but the body is cut off.",
    codes: ["exchange/not-json"],
    verdict: "fail",
    code: "exchange/not-json",
    fault: (config) =>
      withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.brokenJson }),
  },
  {
    id: "exchange-missing-fields",
    title: "The credentials lack their session token",
    story: "The answer holds a key and a secret but no session token, without which AWS accepts neither.",
    codes: ["exchange/missing-fields", "mcp/tool-failed"],
    verdict: "fail",
    code: "exchange/missing-fields",
    fault: (config) => withVended(config, { omit: ["SessionToken"] }),
  },
  {
    id: "exchange-expired-on-arrival",
    title: "The credentials arrive expired",
    story: "The registry serves credentials from a cache, five minutes after they expired.",
    codes: ["exchange/expired-on-arrival"],
    verdict: "fail",
    code: "exchange/expired-on-arrival",
    fault: (config) => withVended(config, { statedLifeS: -300 }),
  },
  {
    id: "exchange-long-term-key",
    title: "The registry hands out a long-term key",
    story: "The access key begins with AKIA: it belongs to an IAM user and never expires. It is not used any further.",
    codes: ["exchange/long-term-key"],
    verdict: "fail",
    code: "exchange/long-term-key",
    fault: (config) => withVended(config, { prefix: "AKIA" }),
  },
  {
    id: "exchange-unknown-key-prefix",
    title: "The access key has an unknown prefix",
    story:
      "The key begins with neither ASIA nor AKIA, as those of S3-compatible servers do. That is a note, not a fault.",
    codes: ["exchange/unknown-key-prefix"],
    verdict: "pass",
    code: null,
    fault: (config) => withVended(config, { prefix: "LABK" }),
  },
  {
    id: "exchange-registry-clock-ahead",
    title: "The registry's clock is three days ahead",
    story: "The token has two days left on this machine and none at the registry, whose clock is three days ahead.",
    codes: ["exchange/clock-skew", "exchange/rejected", "mcp/unauthorized", "search/clock-skew", "search/unauthorized"],
    verdict: "fail",
    code: "exchange/rejected",
    given: (config) =>
      withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, exp: { inSeconds: 2 * 86_400 } } }),
    fault: (config) => withRegistry(config, { clockOffsetS: 3 * 86_400 }),
  },
  {
    id: "exchange-expiry-unreadable",
    title: "The credentials' expiry is not a time",
    story:
      "Expiration is written in words instead of ISO 8601. The credentials work, but a client that refreshes them breaks on it.",
    codes: ["exchange/unreadable-expiration"],
    verdict: "inconclusive",
    code: "exchange/unreadable-expiration",
    fault: (config) => withVended(config, { expirationForm: "words" }),
  },
  {
    id: "exchange-expiry-without-zone",
    title: "The credentials' expiry has no time zone",
    story:
      "Expiration is ISO 8601 without Z or an offset, so it may be any of two dozen hours. The credentials work until then, whenever that is.",
    codes: ["exchange/unreadable-expiration"],
    verdict: "inconclusive",
    code: "exchange/unreadable-expiration",
    fault: (config) => withVended(config, { expirationForm: "no-zone" }),
  },
  {
    id: "exchange-expiry-in-seconds",
    title: "The credentials' expiry is a number of seconds",
    story: "Expiration is given in seconds since 1970. The credentials work; botocore's refresh does not read that.",
    codes: ["exchange/unreadable-expiration"],
    verdict: "inconclusive",
    code: "exchange/unreadable-expiration",
    fault: (config) => withVended(config, { expirationForm: "seconds" }),
  },
]);
