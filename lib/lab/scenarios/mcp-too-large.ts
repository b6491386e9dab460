import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const mcpTooLarge = defineScenario({
  id: "mcp-too-large",
  title: "The list of tools never seems to end",
  story: "The answer to tools/list is larger than Bonafide reads.",
  group: "mcp",
  codes: ["mcp/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "mcp/too-large",
  fault: (config) => withFault(config, { server: "mcp", endpoint: "list", on: "every", action: actions.oversized }),
});
