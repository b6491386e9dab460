import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchGraphqlError = defineScenario({
  id: "search-graphql-error",
  title: "A resolver of the registry fails",
  story: "200 with errors and no data. The token is fine; the registry is not.",
  group: "search",
  codes: ["search/graphql-error"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/graphql-error",
  fault: (config) => withRegistry(config, { searchOutcome: "resolver-error" }),
});
