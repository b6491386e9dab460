import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpUnexpectedStatus = defineScenario({
  id: "mcp-unexpected-status",
  title: "The MCP server answers with a status that fits nothing",
  story: "418 at the handshake: some other program listens there.",
  group: "mcp",
  codes: ["mcp/unexpected-status"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unexpected-status",
  fault: (config) => withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: actions.teapot }),
});
