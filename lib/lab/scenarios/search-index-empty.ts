import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchIndexEmpty = defineScenario({
  id: "search-index-empty",
  title: "The bucket is not indexed",
  story: "S3 lists the keys and search finds none of them: the index was never built, and the registry says so.",
  group: "search",
  codes: ["mcp/tool-failed", "search/no-hits"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/no-hits",
  fault: (config) => withRegistry(config, { indexedAt: null }),
});
