import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyNoMcp = defineScenario({
  id: "healthy-no-mcp",
  title: "A stack without an MCP server",
  story: "The target names no MCP URL, so that layer does not concern it.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { mcpUrl: null }),
});
