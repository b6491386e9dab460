import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchForbidden = defineScenario({
  id: "search-forbidden",
  title: "The user may not search",
  story: "GraphQL knows the user and answers 403.",
  group: "search",
  codes: ["search/forbidden"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/forbidden",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "graphql",
      on: "every",
      action: jsonAnswer(403, "You are not allowed to do this"),
    }),
});
