import { withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvProxy = defineScenario({
  id: "mcp-env-proxy",
  title: "The file sends the server's calls through a proxy",
  story: "A fact to know when a hop behind the server is slow: what it calls, it calls through HTTPS_PROXY.",
  group: "mcp",
  codes: ["mcp/env-proxy", "mcp/pass-through"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) => withServerEnv(config, envFile({ HTTPS_PROXY: "http://proxy.example.internal:3128" })),
});
