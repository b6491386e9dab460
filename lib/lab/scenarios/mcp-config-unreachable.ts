import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpConfigUnreachable = defineScenario({
  id: "mcp-config-unreachable",
  title: "The server cannot read config.json",
  story:
    "Buckets and objects are there. Search says that no quilt3 session is configured, which speaks of the server and not of the token.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { catalog: { at: "closed" } }),
});
