import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityRateLimited = defineScenario({
  id: "identity-rate-limited",
  title: "A gateway limits calls to STS",
  story: "A gateway in between answers 429 in its own words, without an AWS code.",
  group: "identity",
  codes: ["identity/rate-limited"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/rate-limited",
  fault: (config) =>
    withFault(config, {
      server: "sts",
      endpoint: "identity",
      on: "every",
      action: plainAnswer(429, "Too Many Requests"),
    }),
});
