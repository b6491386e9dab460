import { roleServerStack } from "./given-role-server";
import { defineScenario } from "./scenario";

export const healthyMcpRoleServer = defineScenario({
  id: "healthy-mcp-role-server",
  title: "An MCP server that assumes the token's role",
  story:
    "The token names a role and holds a catalog token. The MCP server assumes the role for S3 and asks the catalog with the token inside, as Bonafide does directly.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: roleServerStack,
});
