import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpHeaderLost = defineScenario({
  id: "mcp-header-lost",
  title: "A proxy takes the Authorization header away",
  story: "The MCP server says that no token came, though one was sent. Directly the registry takes it.",
  group: "mcp",
  codes: ["mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  fault: (config) => withMcp(config, { losesAuthorization: true }),
});
