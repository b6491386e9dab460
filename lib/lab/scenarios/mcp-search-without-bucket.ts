import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpSearchWithoutBucket = defineScenario({
  id: "mcp-search-without-bucket",
  title: "A call of the target names no bucket",
  story:
    "search_catalog without a bucket answers success and nothing, and asks nobody: an empty answer, whoever calls.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withTarget(config, { mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md" } }] }),
});
