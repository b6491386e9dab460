import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchControlUnanswered = defineScenario({
  id: "search-control-unanswered",
  title: "Search crashes on a bad token",
  story: "The real token finds things, a wrong one gets a 500.",
  group: "search",
  codes: ["search/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/control-unanswered",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "graphql",
      on: "imposter",
      action: jsonAnswer(500, "Internal Server Error"),
    }),
});
