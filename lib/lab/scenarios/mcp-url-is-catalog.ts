import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpUrlIsCatalog = defineScenario({
  id: "mcp-url-is-catalog",
  title: "The MCP URL is the catalog's",
  story: "The catalog gives its index page for every path it does not know, /mcp too.",
  group: "mcp",
  codes: ["mcp/not-mcp"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/not-mcp",
  fault: (config) => withTarget(config, { mcpUrl: { at: "catalog", path: "/mcp" } }),
});
