import { withFault, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchLegacyError = defineScenario({
  id: "search-legacy-error",
  title: "The legacy search fails inside a 200",
  story: "Elasticsearch reports an error, and the registry passes it on with status 200.",
  group: "search",
  codes: ["search/operation-error"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/operation-error",
  given: (config) => withTarget(config, { searchApi: "legacy" }),
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "search",
      on: "every",
      action: {
        kind: "answer",
        status: 200,
        contentType: "application/json",
        body: '{"error":"index_not_found_exception"}',
      },
    }),
});
