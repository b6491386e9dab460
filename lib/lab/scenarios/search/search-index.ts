import { withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** An index that lacks what is in the bucket. */
export const searchIndex = defineScenarios("search", [
  {
    id: "search-no-hits",
    title: "Nothing matches the query",
    story: "The user is right, but the query finds nothing in this bucket.",
    codes: ["mcp/tool-failed", "search/no-hits"],
    verdict: "fail",
    code: "search/no-hits",
    fault: (config) => withTarget(config, { query: "nothing-is-called-so" }),
  },
  {
    id: "search-index-empty",
    title: "The bucket is not indexed",
    story: "S3 lists the keys and search finds none of them: the index was never built, and the registry says so.",
    codes: ["mcp/tool-failed", "search/no-hits"],
    verdict: "fail",
    code: "search/no-hits",
    fault: (config) => withRegistry(config, { indexedAt: null }),
  },
  {
    id: "search-index-stale",
    title: "The index is older than the object",
    story:
      "The object searched for was added to the bucket days after its last indexing. S3 lists it, search does not find it, and both times are shown.",
    codes: ["mcp/tool-failed", "search/no-hits"],
    verdict: "fail",
    code: "search/no-hits",
    given: (config) => withTarget(config, { query: "plate-02" }),
    fault: (config) => withRegistry(config, { indexedAt: "2026-02-25T06:00:00Z" }),
  },
]);
