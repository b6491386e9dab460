import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpLegacyNoCredentials = defineScenario({
  id: "mcp-legacy-no-credentials",
  title: "A legacy deployment has no session to use",
  story:
    "On stdio the server used the quilt3 session on the developer's disk. Over HTTP there is none, the bearer is ignored and no tool works.",
  group: "mcp",
  codes: ["mcp/handshake-open", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { kind: "legacy" }),
});
