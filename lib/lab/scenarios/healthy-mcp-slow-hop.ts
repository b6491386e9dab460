import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyMcpSlowHop = defineScenario({
  id: "healthy-mcp-slow-hop",
  title: "A slow hop that is still in time",
  story: "Each call of the MCP server takes a while. Slow is not broken.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withMcp(config, { hops: "slow", hopMs: 120 }),
});
