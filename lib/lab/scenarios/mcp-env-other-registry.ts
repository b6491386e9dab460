import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvOtherRegistry = defineScenario({
  id: "mcp-env-other-registry",
  title: "The file names another stack's registry",
  story:
    "Directly the token works, at the MCP server it is refused. Its file says why: QUILT_REGISTRY_URL is another stack's.",
  group: "mcp",
  codes: ["mcp/env-other-registry", "mcp/pass-through", "mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) =>
    withServerEnv(withMcp(config, { registry: { at: "neighbour" } }), envFile({ QUILT_REGISTRY_URL: "{{neighbour}}" })),
});
