import { withServerEnv, withTarget } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvMissingUrl = defineScenario({
  id: "mcp-env-missing-url",
  title: "The file lacks the registry URL, and nothing listens",
  story: "quilt-mcp ends at its start without QUILT_REGISTRY_URL. The MCP URL is closed, and the file says why.",
  group: "mcp",
  codes: ["mcp/env-missing-url", "mcp/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/unreachable",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(withTarget(config, { mcpUrl: { at: "closed" } }), envFile({ QUILT_REGISTRY_URL: null })),
});
