import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpDiscoverHangs = defineScenario({
  id: "mcp-discover-hangs",
  title: "discover_permissions never answers",
  story: "Three tools serve the token at once. The fourth waits for something until the client gives up.",
  group: "mcp",
  codes: ["mcp/pass-through", "mcp/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/timeout",
  fault: (config) =>
    withOptions(
      withFault(config, { server: "mcp", endpoint: "call:discover_permissions", on: "genuine", action: actions.hang }),
      { timeoutMs: 1500 },
    ),
});
