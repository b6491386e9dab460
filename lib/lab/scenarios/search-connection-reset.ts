import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchConnectionReset = defineScenario({
  id: "search-connection-reset",
  title: "Search resets the connection",
  story: "The exchange works, and the GraphQL endpoint drops every call.",
  group: "search",
  codes: ["search/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "search/unreachable",
  fault: (config) => withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: actions.reset }),
});
