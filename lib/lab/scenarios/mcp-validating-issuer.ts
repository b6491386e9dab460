import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpValidatingIssuer = defineScenario({
  id: "mcp-validating-issuer",
  title: "The server wants an issuer that no catalog token has",
  story: "MCP_JWT_ISSUER is set on quilt-mcp 0.13. A catalog token names no issuer and can never pass.",
  group: "mcp",
  codes: ["mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  fault: (config) =>
    withMcp(config, {
      kind: "validating",
      version: "0.13.0",
      validation: { secret: "registry", claims: "issuer-and-audience" },
    }),
});
