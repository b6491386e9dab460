import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyMcpStdio = defineScenario({
  id: "healthy-mcp-stdio",
  title: "A stdio server that has nothing of its own",
  story: "Beside the MCP URL the target names a command. Without a session on the disk it gives nothing, as it should.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { mcpCommand: "session" }),
});
