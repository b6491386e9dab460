import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchTimeout = defineScenario({
  id: "search-timeout",
  title: "Search hangs",
  story: "The search backend does not answer in time.",
  group: "search",
  codes: ["search/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: actions.hang }), {
      timeoutMs: 1500,
    }),
});
