import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvLegacyMode = defineScenario({
  id: "mcp-env-legacy-mode",
  title: "The file starts the server in legacy mode",
  story:
    "The server looks at no token and signs with its own credentials. Its file asks for that: QUILT_DEPLOYMENT=legacy.",
  group: "mcp",
  codes: ["mcp/env-legacy-mode", "mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(
      withMcp(config, { kind: "legacy", ownCredentials: "working" }),
      envFile({ QUILT_DEPLOYMENT: "legacy" }),
    ),
});
