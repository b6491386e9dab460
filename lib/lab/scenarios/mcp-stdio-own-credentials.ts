import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpStdioOwnCredentials = defineScenario({
  id: "mcp-stdio-own-credentials",
  title: "A stdio server with credentials of its own",
  story:
    "Over HTTP everything is right. Started as a command the server gives data even with an empty HOME: what it shows there is nobody's session.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/stdio-own-credentials"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { mcpCommand: "session" }),
  fault: (config) => withTarget(config, { mcpCommand: "own" }),
});
