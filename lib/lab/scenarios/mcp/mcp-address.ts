import { withFault, withTarget } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** URLs behind which another server lives. */
export const mcpAddress = defineScenarios("mcp", [
  {
    id: "mcp-not-mcp-html",
    title: "A sign-in page is in front of the MCP server",
    story: "The handshake is answered with HTML: single sign-on for browsers, which no MCP client can pass.",
    codes: ["mcp/not-mcp"],
    verdict: "fail",
    code: "mcp/not-mcp",
    fault: (config) => withFault(config, { server: "mcp", endpoint: "initialize", on: "every", action: actions.html }),
  },
  {
    id: "mcp-url-is-catalog",
    title: "The MCP URL is the catalog's",
    story: "The catalog returns its index page for every path it does not know, /mcp included.",
    codes: ["mcp/not-mcp"],
    verdict: "fail",
    code: "mcp/not-mcp",
    fault: (config) => withTarget(config, { mcpUrl: { at: "catalog", path: "/mcp" } }),
  },
  {
    id: "mcp-url-is-registry",
    title: "The MCP URL is the registry's",
    story: "The registry does not know /mcp and says so in JSON that is not JSON-RPC.",
    codes: ["mcp/unexpected-status"],
    verdict: "fail",
    code: "mcp/unexpected-status",
    fault: (config) => withTarget(config, { mcpUrl: { at: "registry", path: "/mcp" } }),
  },
]);
