import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const searchRedirected = defineScenario({
  id: "search-redirected",
  title: "Search is redirected to a sign-in page",
  story: "A proxy rule covers the GraphQL path alone.",
  group: "search",
  codes: ["search/redirected"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/redirected",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: actions.redirectToLogin }),
});
