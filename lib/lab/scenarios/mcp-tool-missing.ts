import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpToolMissing = defineScenario({
  id: "mcp-tool-missing",
  title: "The server does not offer search",
  story: "An older or a cut-down version: search_catalog is not in its list.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { withoutTools: ["search_catalog"] }),
});
