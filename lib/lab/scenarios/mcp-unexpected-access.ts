import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { nobodyStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const mcpUnexpectedAccess = defineScenario({
  id: "mcp-unexpected-access",
  title: "Somebody without a token is served by the MCP server",
  story:
    "The subject carries no token and should be refused everywhere. The MCP server answers it with the token in its own environment.",
  group: "mcp",
  codes: ["mcp/unexpected-access"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unexpected-access",
  given: (config) => withTarget(nobodyStack(config), { mcpUrl: config.target.mcpUrl }),
  fault: (config) => withMcp(config, { withoutToken: "fallback" }),
});
