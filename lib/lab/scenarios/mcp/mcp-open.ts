import { withMcp, withTarget } from "@/lib/lab/stack/config-changes";
import { nobodyStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** MCP servers that serve callers without a token. */
export const mcpOpen = defineScenarios("mcp", [
  {
    id: "mcp-open-fallback",
    title: "QUILT_FALLBACK_JWT answers callers without a token",
    story:
      "A request without any token runs as the token in the server's environment and gets data. Everything that a test with a good token shows is green.",
    codes: ["mcp/open", "mcp/pass-through"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { withoutToken: "fallback" }),
  },
  {
    id: "mcp-unexpected-access",
    title: "Somebody without a token is served by the MCP server",
    story:
      "The subject carries no token and should be refused everywhere. The MCP server answers it with the token in its own environment.",
    codes: ["mcp/unexpected-access"],
    verdict: "fail",
    code: "mcp/unexpected-access",
    given: (config) => withTarget(nobodyStack(config), { mcpUrl: config.target.mcpUrl }),
    fault: (config) => withMcp(config, { withoutToken: "fallback" }),
  },
  {
    id: "mcp-open-legacy",
    title: "A legacy deployment lists S3 with its own credentials",
    story: "The server looks at no token. Its S3 tools sign with the credentials of its environment, for whoever asks.",
    codes: ["mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
  },
  {
    id: "mcp-legacy-no-credentials",
    title: "A legacy deployment has no session to use",
    story:
      "On stdio the server used the quilt3 session on the developer's disk. Over HTTP there is none, the bearer is ignored and no tool works.",
    codes: ["mcp/handshake-open", "mcp/tool-failed"],
    verdict: "fail",
    code: "mcp/tool-failed",
    fault: (config) => withMcp(config, { kind: "legacy" }),
  },
  {
    id: "mcp-test-jwt",
    title: "The server makes up a test token",
    story:
      "QUILT_ALLOW_TEST_JWT: callers without a token are greeted, and the token made up for them gets no data. The registry holds; the door does not.",
    codes: ["mcp/handshake-open", "mcp/pass-through"],
    verdict: "pass",
    code: null,
    fault: (config) => withMcp(config, { withoutToken: "test-token" }),
  },
  {
    id: "mcp-header-lost",
    title: "A proxy takes the Authorization header away",
    story: "The MCP server says that no token came, though one was sent. Directly the registry takes it.",
    codes: ["mcp/unauthorized"],
    verdict: "fail",
    code: "mcp/unauthorized",
    fault: (config) => withMcp(config, { losesAuthorization: true }),
  },
  {
    id: "mcp-header-lost-open",
    title: "A proxy takes the header away and a fallback token answers",
    story: "The server serves everybody as its fallback token: the token, a tampered one and none at all.",
    codes: ["mcp/not-enforced", "mcp/open"],
    verdict: "fail",
    code: "mcp/open",
    fault: (config) => withMcp(config, { losesAuthorization: true, withoutToken: "fallback" }),
  },
]);
