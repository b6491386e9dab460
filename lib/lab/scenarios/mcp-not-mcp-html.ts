import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpNotMcpHtml = defineScenario({
  id: "mcp-not-mcp-html",
  title: "A sign-in page stands before the MCP server",
  story: "The handshake is answered with HTML: single sign-on for browsers, which no MCP client can pass.",
  group: "mcp",
  codes: ["mcp/not-mcp"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/not-mcp",
  fault: (config) => withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: actions.html }),
});
