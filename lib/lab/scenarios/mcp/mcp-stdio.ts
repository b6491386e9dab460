import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenarios } from "../scenario";

/** An MCP server over stdio beside the one over HTTP. */
export const mcpStdio = defineScenarios("mcp", [
  {
    id: "mcp-stdio-alone",
    title: "A stdio server alone says nothing about a token",
    story:
      "The target names a command and no MCP URL. A stdio server takes no bearer token, so whatever it answers, the layer stays inconclusive. Nothing requires it here.",
    codes: ["mcp/stdio-takes-no-token"],
    verdict: "pass",
    code: null,
    fault: (config) => withTarget(config, { mcpUrl: null, mcpCommand: "session" }),
  },
  {
    id: "mcp-stdio-own-credentials",
    title: "A stdio server with credentials of its own",
    story:
      "Over HTTP everything is right. Started as a command, the server gives data even with an empty HOME: that data comes from nobody's session.",
    codes: ["mcp/pass-through", "mcp/stdio-own-credentials"],
    verdict: "pass",
    code: null,
    given: (config) => withTarget(config, { mcpCommand: "session" }),
    fault: (config) => withTarget(config, { mcpCommand: "own" }),
  },
  {
    id: "mcp-stdio-failed",
    title: "The stdio server's command does not exist",
    story:
      "Over HTTP everything is right. The command that the target names cannot be started, which changes nothing else.",
    codes: ["mcp/pass-through", "mcp/stdio-failed"],
    verdict: "pass",
    code: null,
    given: (config) => withTarget(config, { mcpCommand: "session" }),
    fault: (config) => withTarget(config, { mcpCommand: "absent" }),
  },
]);
