import { withFault, withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { actions, jsonBody } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** Answers of search that are errors, or no answers. */
export const searchAnswers = defineScenarios("search", [
  {
    id: "search-graphql-error",
    title: "A resolver of the registry fails",
    story: "200 with errors and no data. The token is fine; the registry is not.",
    codes: ["search/graphql-error"],
    verdict: "fail",
    code: "search/graphql-error",
    fault: (config) => withRegistry(config, { searchOutcome: "resolver-error" }),
  },
  {
    id: "search-invalid-input",
    title: "The query cannot be parsed",
    story: "An unescaped slash starts a regular expression in the query language of search.",
    codes: ["search/invalid-input"],
    verdict: "fail",
    code: "search/invalid-input",
    fault: (config) => withTarget(config, { query: "raw/README.md" }),
  },
  {
    id: "search-operation-error",
    title: "The search backend fails",
    story: "The registry recognises this user but says that its search backend failed.",
    codes: ["search/operation-error"],
    verdict: "fail",
    code: "search/operation-error",
    fault: (config) => withRegistry(config, { searchOutcome: "operation-error" }),
  },
  {
    id: "search-not-json",
    title: "Search answers with a web page",
    story: "200 and a sign-in page on the GraphQL path.",
    codes: ["search/not-json"],
    verdict: "fail",
    code: "search/not-json",
    fault: (config) =>
      withFault(config, { server: "registry", endpoint: "graphql", on: "every", action: actions.html }),
  },
  {
    id: "search-legacy-error",
    title: "The legacy search fails inside a 200",
    story: "Elasticsearch reports an error, and the registry passes it on with status 200.",
    codes: ["search/operation-error"],
    verdict: "fail",
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
  },
  {
    id: "search-shards-failed",
    title: "Shards of the index fail, and nothing is found",
    story:
      "Elasticsearch ran out of time, two of its shards failed, and it says so inside a 200. That it found nothing means nothing.",
    codes: ["search/operation-error"],
    verdict: "fail",
    code: "search/operation-error",
    given: (config) => withTarget(config, { searchApi: "legacy" }),
    fault: (config) =>
      withFault(config, {
        server: "registry",
        endpoint: "search",
        on: "every",
        action: jsonBody(200, {
          took: 2,
          timed_out: true,
          _shards: {
            total: 5,
            successful: 3,
            failed: 2,
            failures: [{ shard: 0, reason: { type: "es_rejected_execution_exception", reason: "rejected" } }],
          },
          hits: { total: 0, hits: [] },
        }),
      }),
  },
]);
