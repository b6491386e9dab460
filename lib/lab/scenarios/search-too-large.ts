import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchTooLarge = defineScenario({
  id: "search-too-large",
  title: "Search answers without end",
  story: "The answer is far larger than any page of hits.",
  group: "search",
  codes: ["search/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/too-large",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: actions.oversized }),
});
