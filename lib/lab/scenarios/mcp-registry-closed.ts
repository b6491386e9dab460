import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpRegistryClosed = defineScenario({
  id: "mcp-registry-closed",
  title: "The server cannot reach the registry",
  story: "From this machine the registry answers. From the server's network the connection is refused.",
  group: "mcp",
  codes: ["mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/tool-failed",
  fault: (config) => withMcp(config, { registry: { at: "closed" } }),
});
