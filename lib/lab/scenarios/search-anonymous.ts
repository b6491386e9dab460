import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const searchAnonymous = defineScenario({
  id: "search-anonymous",
  title: "Search ignores the token",
  story: "GraphQL answers 200 and says that nobody is logged in: a proxy strips the Authorization header.",
  group: "search",
  codes: ["mcp/not-enforced", "mcp/tool-failed", "search/anonymous"],
  verdict: "fail",
  brokenLayer: "search",
  code: "search/anonymous",
  fault: (config) => withRegistry(config, { ignoresTokens: true }),
});
