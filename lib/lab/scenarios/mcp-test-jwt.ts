import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpTestJwt = defineScenario({
  id: "mcp-test-jwt",
  title: "The server makes up a test token",
  story:
    "QUILT_ALLOW_TEST_JWT: callers without a token are greeted, and the token made up for them gets no data. The registry holds; the door does not.",
  group: "mcp",
  codes: ["mcp/handshake-open", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withMcp(config, { withoutToken: "test-token" }),
});
