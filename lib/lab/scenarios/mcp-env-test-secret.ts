import type { McpValidation } from "@/lib/lab/servers/mcp/mcp-config";
import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { defineScenario } from "./scenario";

function oldServer(config: StackConfig, secret: McpValidation["secret"]): StackConfig {
  return withMcp(config, { kind: "validating", version: "0.14.1", validation: { secret, claims: "any" } });
}

function oldFile(secret: string): string {
  return envFile({ QUILT_DEPLOYMENT: null, QUILT_MULTIUSER_MODE: "true", MCP_JWT_SECRET: secret });
}

export const mcpEnvTestSecret = defineScenario({
  id: "mcp-env-test-secret",
  title: "The file of an old server holds a published secret",
  story:
    "quilt-mcp 0.14 checks tokens with MCP_JWT_SECRET. Its file says test-secret, so it refuses what the registry signs and takes what anybody signs.",
  group: "mcp",
  codes: ["mcp/env-test-secret", "mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  given: (config) => withServerEnv(oldServer(config, "registry"), oldFile("{{secret}}")),
  fault: (config) => withServerEnv(oldServer(config, "published"), oldFile("test-secret")),
});
