import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvTestTokens = defineScenario({
  id: "mcp-env-test-tokens",
  title: "The file lets the server make test tokens up",
  story: "Callers without a token are greeted, and the file says why: QUILT_ALLOW_TEST_JWT is on.",
  group: "mcp",
  codes: ["mcp/env-test-tokens", "mcp/handshake-open", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(withMcp(config, { withoutToken: "test-token" }), envFile({ QUILT_ALLOW_TEST_JWT: "true" })),
});
