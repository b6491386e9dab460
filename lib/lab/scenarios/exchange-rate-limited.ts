import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeRateLimited = defineScenario({
  id: "exchange-rate-limited",
  title: "The registry limits requests",
  story: "Too many exchanges in a short time: the registry answers 429.",
  group: "exchange",
  codes: ["exchange/rate-limited"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/rate-limited",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "credentials",
      on: "every",
      action: jsonAnswer(429, "Too many requests"),
    }),
});
