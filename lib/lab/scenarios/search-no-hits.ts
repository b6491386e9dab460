import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchNoHits = defineScenario({
  id: "search-no-hits",
  title: "Nothing matches the query",
  story: "The user is right and the query finds nothing in this bucket.",
  group: "search",
  codes: ["mcp/tool-failed", "search/no-hits"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/no-hits",
  fault: (config) => withTarget(config, { query: "nothing-is-called-so" }),
});
