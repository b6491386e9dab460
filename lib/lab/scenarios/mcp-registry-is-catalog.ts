import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpRegistryIsCatalog = defineScenario({
  id: "mcp-registry-is-catalog",
  title: "The server takes the catalog for the registry",
  story:
    "QUILT_REGISTRY_URL is the catalog's address: every call gets a web page, and each tool says that it expected a value.",
  group: "mcp",
  codes: ["mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { registry: { at: "catalog" } }),
});
