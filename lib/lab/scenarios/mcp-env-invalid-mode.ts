import { withServerEnv, withTarget } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvInvalidMode = defineScenario({
  id: "mcp-env-invalid-mode",
  title: "The file names a mode that does not exist, and nothing listens",
  story: "QUILT_DEPLOYMENT is mistyped, at which quilt-mcp ends with a traceback. The MCP URL is closed.",
  group: "mcp",
  codes: ["mcp/env-invalid-mode", "mcp/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/unreachable",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(withTarget(config, { mcpUrl: { at: "closed" } }), envFile({ QUILT_DEPLOYMENT: "remot" })),
});
