import { withCatalogToken, withMcp, withTarget, withToken } from "@/lib/lab/stack/config-changes";
import { catalogTokenSpec } from "@/lib/lab/stack/token-spec";
import { assumeRoleStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** Tokens that one kind of MCP server takes and another does not. */
export const mcpTokens = defineScenarios("mcp", [
  {
    id: "mcp-api-key",
    title: "quilt-mcp supports API keys only in part",
    story: "The registry accepts the key everywhere. bucket_objects_list insists on a token with two dots.",
    codes: ["mcp/pass-through", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) => withToken(config, { form: "api-key" }),
  },
  {
    id: "mcp-validating-other-secret",
    title: "The server verifies with another secret",
    story:
      "quilt-mcp up to 0.14 checks tokens itself. Its MCP_JWT_SECRET is not the registry's, so it refuses what the registry accepts.",
    codes: ["mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) =>
      withMcp(config, { kind: "validating", version: "0.14.1", validation: { secret: "other", claims: "any" } }),
  },
  {
    id: "mcp-validating-claims",
    title: "A strict server refuses a claim",
    story: "quilt-mcp 0.14 accepts id, uuid and exp and nothing else. This token also says when it was issued.",
    codes: ["claims/unexpected-claims", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) =>
      withMcp(withCatalogToken(config, { claims: { ...catalogTokenSpec().claims, iat: { inSeconds: 0 } } }), {
        kind: "validating",
        version: "0.14.1",
      }),
  },
  {
    id: "mcp-validating-issuer",
    title: "The server requires an issuer that no catalog token has",
    story: "MCP_JWT_ISSUER is set on quilt-mcp 0.13. A catalog token names no issuer and can never pass.",
    codes: ["mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) =>
      withMcp(config, {
        kind: "validating",
        version: "0.13.0",
        validation: { secret: "registry", claims: "issuer-and-audience" },
      }),
  },
  {
    id: "mcp-no-exchange",
    title: "The server cannot turn tokens into credentials",
    story: "quilt-mcp 0.13 and 0.14.0 forward the token to GraphQL but cannot get AWS credentials for it.",
    codes: ["mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { kind: "validating", version: "0.14.0", exchange: "none" }),
  },
  {
    id: "mcp-role-token",
    title: "The MCP server does not support role tokens",
    story:
      "The token's role can be assumed directly. This version of the MCP server sends every token to the registry, which does not know role tokens.",
    codes: ["mcp/pass-through", "mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    given: assumeRoleStack,
    fault: (config) => withTarget(config, { mcpUrl: { at: "mcp", path: "/mcp" } }),
  },
]);
