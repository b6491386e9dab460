import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpOldTestPlan = defineScenario({
  id: "mcp-old-test-plan",
  title: "A call of the target uses arguments of an old version",
  story: "The test plan still says context. The tool of today refuses what it does not know.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) =>
    withTarget(config, {
      mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md", context: "global" } }],
    }),
});
