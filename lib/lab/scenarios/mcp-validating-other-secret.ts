import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpValidatingOtherSecret = defineScenario({
  id: "mcp-validating-other-secret",
  title: "The server verifies with another secret",
  story:
    "quilt-mcp up to 0.14 checks tokens itself. Its MCP_JWT_SECRET is not the registry's, so it refuses what the registry takes.",
  group: "mcp",
  codes: ["mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  fault: (config) =>
    withMcp(config, { kind: "validating", version: "0.14.1", validation: { secret: "other", claims: "any" } }),
});
