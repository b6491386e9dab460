import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpStdioFailed = defineScenario({
  id: "mcp-stdio-failed",
  title: "The command of the stdio server does not exist",
  story:
    "Over HTTP everything is right. The command that the target names cannot be started, which changes nothing else.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/stdio-failed"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { mcpCommand: "session" }),
  fault: (config) => withTarget(config, { mcpCommand: "absent" }),
});
