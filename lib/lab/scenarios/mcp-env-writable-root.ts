import { withServerEnv } from "@/lib/lab/stack/config-changes";
import { composeFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvWritableRoot = defineScenario({
  id: "mcp-env-writable-root",
  title: "The compose file leaves the root writable",
  story: "Nothing of the chain breaks. What one call writes, the next may read.",
  group: "mcp",
  codes: ["mcp/env-writable-root", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withServerEnv(config, composeFile()),
  fault: (config) => withServerEnv(config, composeFile({ readOnly: false })),
});
