import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { nobodyStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** MCP servers that serve callers without a token. */
export const mcpOpen = defineScenarios("mcp", [
  {
    id: "mcp-open-fallback",
    title: "QUILT_FALLBACK_JWT serves callers without a token",
    story:
      "A request without a token runs as the token in the server's environment and gets data. Every test with a good token is green.",
    codes: ["mcp/open", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { withoutToken: "fallback" }),
  },
  {
    id: "mcp-unexpected-access",
    title: "The MCP server serves a caller without a token",
    story:
      "The subject has no token and should be refused everywhere. The MCP server answers with the token in its own environment.",
    codes: ["mcp/unexpected-access"],
    verdict: "fail",
    code: "mcp/unexpected-access",
    given: (config) => withTarget(nobodyStack(config), { mcpUrl: config.target.mcpUrl }),
    fault: (config) => withMcp(config, { withoutToken: "fallback" }),
  },
  {
    id: "mcp-open-legacy",
    title: "A legacy deployment lists S3 with its own credentials",
    story: "The server ignores tokens. Its S3 tools sign with the credentials in its environment, for anyone who asks.",
    codes: ["mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
  },
  {
    id: "mcp-legacy-no-credentials",
    title: "A legacy deployment has no session to use",
    story:
      "Over stdio the server used the quilt3 session on the developer's disk. Over HTTP there is none, the bearer token is ignored, and no tool works.",
    codes: ["mcp/handshake-open", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { kind: "legacy" }),
  },
  {
    id: "mcp-test-jwt",
    title: "The server makes up a test token",
    story:
      "QUILT_ALLOW_TEST_JWT is on: the handshake works without a token, but the token made up for such callers gets no data. The registry refuses it; the server itself does not.",
    codes: ["mcp/handshake-open", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    fault: (config) => withMcp(config, { withoutToken: "test-token" }),
  },
  {
    id: "mcp-header-lost",
    title: "A proxy strips the Authorization header",
    story: "The MCP server says that no token came, though one was sent. The registry accepts the token directly.",
    codes: ["mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) => withMcp(config, { losesAuthorization: true }),
  },
  {
    id: "mcp-header-lost-open",
    title: "A proxy strips the header and a fallback token takes over",
    story: "The server serves everyone as its fallback token: the token, a tampered one and none at all.",
    codes: ["mcp/not-enforced", "mcp/open"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { losesAuthorization: true, withoutToken: "fallback" }),
  },
]);
