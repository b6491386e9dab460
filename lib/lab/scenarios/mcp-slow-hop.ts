import { withMcp, withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpSlowHop = defineScenario({
  id: "mcp-slow-hop",
  title: "A slow hop behind the server",
  story: "Every tool would answer, later than this run waits. Directly everything is fast.",
  group: "mcp",
  codes: ["mcp/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/timeout",
  fault: (config) => withOptions(withMcp(config, { hops: "slow", hopMs: 4000 }), { timeoutMs: 1500 }),
});
