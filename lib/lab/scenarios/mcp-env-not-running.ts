import { withMcp, withServerEnv } from "@/lib/lab/stack/config-changes";
import { envFile } from "@/lib/lab/stack/server-env-file";
import { defineScenario } from "./scenario";

export const mcpEnvNotRunning = defineScenario({
  id: "mcp-env-not-running",
  title: "The file says remote, the server behaves as legacy",
  story: "The operator's file is in order, and the server looks at no token: it was started with something else.",
  group: "mcp",
  codes: ["mcp/env-not-running", "mcp/not-enforced", "mcp/open", "mcp/tool-failed", "mcp/wrong-identity"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/open",
  given: (config) => withServerEnv(config, envFile()),
  fault: (config) => withMcp(config, { kind: "legacy", ownCredentials: "working" }),
});
