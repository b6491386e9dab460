import { withServerEnv } from "@/lib/lab/stack/config-changes";
import { composeFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvHome = defineScenario({
  id: "mcp-env-home",
  title: "The compose file has a read-only root and no HOME to write to",
  story: "quilt3 writes its configuration under HOME, and there it cannot. This chain works without.",
  group: "mcp",
  codes: ["mcp/env-home", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withServerEnv(config, composeFile()),
  fault: (config) => withServerEnv(config, composeFile({ home: null })),
});
