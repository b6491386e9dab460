import { withRegistry, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchIndexStale = defineScenario({
  id: "search-index-stale",
  title: "The index is older than the object",
  story:
    "The object searched for came into the bucket days after its last indexing. S3 lists it, search does not know it, and both times are shown.",
  group: "search",
  codes: ["mcp/tool-failed", "search/no-hits"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/no-hits",
  given: (config) => withTarget(config, { query: "plate-02" }),
  fault: (config) => withRegistry(config, { indexedAt: "2026-02-25T06:00:00Z" }),
});
