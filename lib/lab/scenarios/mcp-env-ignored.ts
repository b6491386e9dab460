import { withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvIgnored = defineScenario({
  id: "mcp-env-ignored",
  title: "The file sets switches that this version ignores",
  story:
    "MCP_REQUIRE_JWT and MCP_JWT_ISSUER look as if the server checked tokens. quilt-mcp 0.22 reads neither; the chain works all the same.",
  group: "mcp",
  codes: ["mcp/env-ignored", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(
      config,
      envFile({ MCP_REQUIRE_JWT: "true", MCP_JWT_ISSUER: "quilt", QUILT_BACKEND_MODE: "platform" }),
    ),
});
