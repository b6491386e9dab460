import { withTarget } from "@/lib/lab/stack/config-changes";
import { everyClockSkew } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** Requests that AWS refuses for a clock of ours that is wrong. */
export const identityOwnClock = defineScenarios("identity", [
  {
    id: "identity-own-clock",
    title: "This machine's clock is twenty minutes slow",
    story:
      "AWS takes requests whose time is at most fifteen minutes off, and refuses this machine's. The catalog and the registry agree with AWS that its clock is wrong.",
    codes: [
      "identity/request-time-skewed",
      "s3/request-time-skewed",
      ...everyClockSkew.filter((code) => code !== "mcp/clock-skew"),
    ],
    verdict: "inconclusive",
    code: "identity/request-time-skewed",
    given: (config) => withTarget(config, { mcpUrl: null }),
    fault: (config) => ({ ...config, clocksAheadS: 1200 }),
  },
]);
