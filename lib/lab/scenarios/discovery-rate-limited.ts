import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryRateLimited = defineScenario({
  id: "discovery-rate-limited",
  title: "The catalog limits requests",
  story: "A gateway in front of the catalog answers 429. That says nothing about the token.",
  group: "discovery",
  codes: ["discovery/rate-limited"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/rate-limited",
  fault: (config) =>
    withFault(config, {
      server: "catalog",
      endpoint: "config",
      on: "every",
      action: plainAnswer(429, "Too Many Requests"),
    }),
});
