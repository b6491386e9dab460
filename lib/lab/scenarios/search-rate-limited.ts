import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchRateLimited = defineScenario({
  id: "search-rate-limited",
  title: "Search limits requests",
  story: "The GraphQL endpoint answers 429.",
  group: "search",
  codes: ["search/rate-limited"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/rate-limited",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "graphql",
      on: "every",
      action: jsonAnswer(429, "Too many requests"),
    }),
});
