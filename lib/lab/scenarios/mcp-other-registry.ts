import { withMcp } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpOtherRegistry = defineScenario({
  id: "mcp-other-registry",
  title: "The server asks another stack's registry",
  story: "Directly the token works. The server's QUILT_REGISTRY_URL names another stack, which refuses the token.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/unauthorized"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/unauthorized",
  fault: (config) => withMcp(config, { registry: { at: "neighbour" } }),
});
