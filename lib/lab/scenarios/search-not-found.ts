import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchNotFound = defineScenario({
  id: "search-not-found",
  title: "The host has no GraphQL",
  story: "The registry answers 404 for its GraphQL path.",
  group: "search",
  codes: ["search/unexpected-status"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/unexpected-status",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: jsonAnswer(404, "Not Found") }),
});
