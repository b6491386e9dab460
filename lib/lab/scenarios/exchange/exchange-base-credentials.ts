import { withExchange } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Base credentials that AWS does not take. */
export const exchangeBaseCredentials = defineScenarios("exchange", [
  {
    id: "exchange-base-unknown-key",
    title: "The base access key was deleted",
    story: "The base credentials named in the target belong to a key that AWS no longer knows.",
    codes: ["exchange/invalid-key"],
    verdict: "fail",
    code: "exchange/invalid-key",
    given: assumeRoleStack,
    fault: (config) => withExchange(config, { base: "unknown-key" }),
  },
  {
    id: "exchange-base-wrong-secret",
    title: "The base secret does not match its key",
    story: "Only half of the base credentials was rotated: the secret belongs to another key.",
    codes: ["exchange/bad-signature"],
    verdict: "fail",
    code: "exchange/bad-signature",
    given: assumeRoleStack,
    fault: (config) => withExchange(config, { base: "wrong-secret" }),
  },
  {
    id: "exchange-base-expired",
    title: "The base session has expired",
    story: "The base credentials are a session that expired a minute ago.",
    codes: ["exchange/expired"],
    verdict: "fail",
    code: "exchange/expired",
    given: assumeRoleStack,
    fault: (config) => withExchange(config, { base: "expired-session" }),
  },
]);
