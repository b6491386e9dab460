import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** Credentials that look dead to a clock of ours that is wrong. */
export const exchangeOwnClock = defineScenarios("exchange", [
  {
    id: "exchange-own-clock",
    title: "This machine's clock is an hour fast",
    story:
      "The registry hands out credentials for an hour. To this machine they have expired already; the catalog and the registry agree that its clock is wrong.",
    codes: ["discovery/clock-skew", "exchange/clock-skew", "exchange/expired-on-arrival", "search/clock-skew"],
    verdict: "inconclusive",
    code: "exchange/expired-on-arrival",
    given: (config) => withTarget(config, { mcpUrl: null }),
    fault: (config) => ({ ...config, clocksAheadS: -3600 }),
  },
]);
