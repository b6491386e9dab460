import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchNotJson = defineScenario({
  id: "search-not-json",
  title: "Search answers with a web page",
  story: "200 and a sign-in page on the GraphQL path.",
  group: "search",
  codes: ["search/not-json"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/not-json",
  fault: (config) => withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: actions.html }),
});
