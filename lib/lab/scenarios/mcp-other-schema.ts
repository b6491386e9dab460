import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpOtherSchema = defineScenario({
  id: "mcp-other-schema",
  title: "The tools take other arguments",
  story: "The server's version names its arguments otherwise. Nothing is sent that it would not take.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { schemas: "other" }),
});
