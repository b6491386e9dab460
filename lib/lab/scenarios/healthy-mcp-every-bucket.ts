import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyMcpEveryBucket = defineScenario({
  id: "healthy-mcp-every-bucket",
  title: "An MCP server that searches without a bucket",
  story:
    'A call of the target leaves the bucket empty, and this server then searches every bucket of the caller\'s: bucket "" is a fault of quilt-mcp, not of the argument.',
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withTarget(withMcp(config, { searchesEveryBucket: true }), {
      mcpCalls: [{ tool: "search_catalog", arguments: { query: "README.md", bucket: "" }, minItems: 1 }],
    }),
});
