import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpHopTimeout = defineScenario({
  id: "mcp-hop-timeout",
  title: "The server's own calls time out",
  story:
    "Its network does not reach registry and AWS. After a while each tool says so, without an error of the protocol.",
  group: "mcp",
  codes: ["mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { hops: "hang", hopMs: 30 }),
});
