import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpUpstreamFailed = defineScenario({
  id: "mcp-upstream-failed",
  title: "A gateway behind the MCP server is down",
  story:
    "Directly everything works. The server's own calls meet a gateway that answers 503, and its tools say so: nothing is learned about the token.",
  group: "mcp",
  codes: ["mcp/upstream-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/upstream-failed",
  fault: (config) => withMcp(config, { hops: "unwell" }),
});
