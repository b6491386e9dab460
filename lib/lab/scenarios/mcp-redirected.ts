import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpRedirected = defineScenario({
  id: "mcp-redirected",
  title: "The MCP URL ends in a slash",
  story:
    "The server redirects /mcp/ to /mcp. Clients that follow it may lose the Authorization header on the way, and then see 401.",
  group: "mcp",
  codes: ["mcp/redirected"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/redirected",
  fault: (config) => withTarget(config, { mcpUrl: { at: "mcp", path: "/mcp/" } }),
});
