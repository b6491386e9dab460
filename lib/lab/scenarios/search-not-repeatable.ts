import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchNotRepeatable = defineScenario({
  id: "search-not-repeatable",
  title: "Search answers once",
  story: "After the controls the same search gets 503.",
  group: "search",
  codes: ["search/not-repeatable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/not-repeatable",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "graphql",
      on: "repeat",
      action: jsonAnswer(503, "Service Unavailable"),
    }),
});
