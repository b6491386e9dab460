import { withTarget } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const mcpRoleToken = defineScenario({
  id: "mcp-role-token",
  title: "The MCP server takes no role tokens",
  story:
    "The role of the token can be assumed directly. The MCP server is of a version that hands every token to the registry, which knows no such token.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  given: assumeRoleStack,
  fault: (config) => withTarget(config, { mcpUrl: { at: "mcp", path: "/mcp" } }),
});
