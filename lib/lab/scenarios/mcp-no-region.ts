import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpNoRegion = defineScenario({
  id: "mcp-no-region",
  title: "Only AWS_REGION is set",
  story: "boto3 reads AWS_DEFAULT_REGION alone: lists work, and discover_permissions says that a region is missing.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { knowsRegion: false }),
});
