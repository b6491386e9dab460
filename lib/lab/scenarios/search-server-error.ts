import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchServerError = defineScenario({
  id: "search-server-error",
  title: "Search fails on its own side",
  story: "The GraphQL endpoint answers 500.",
  group: "search",
  codes: ["search/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/server-error",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "graphql",
      on: "every",
      action: jsonAnswer(500, "Internal Server Error"),
    }),
});
