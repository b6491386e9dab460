import { withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvTypo = defineScenario({
  id: "mcp-env-typo",
  title: "The file mistypes a name",
  story: "QUILT_SERVICE_TIMOUT is not read. The server runs with its default and nobody notices.",
  group: "mcp",
  codes: ["mcp/env-typo", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) => withServerEnv(config, envFile({ QUILT_SERVICE_TIMOUT: "120" })),
});
