import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvFallbackToken = defineScenario({
  id: "mcp-env-fallback-token",
  title: "The file sets QUILT_FALLBACK_JWT, and the server is open",
  story: "Callers without a token get data. The server's env file says why: it holds a token for them.",
  group: "mcp",
  codes: ["mcp/env-fallback-token", "mcp/open", "mcp/pass-through"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(withMcp(config, { withoutToken: "fallback" }), envFile({ QUILT_FALLBACK_JWT: "{{token}}" })),
});
