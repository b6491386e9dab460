import { withMcp, withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpMixedUpWithRefused = defineScenario({
  id: "mcp-mixed-up-with-refused",
  title: "A refused user is served beside another",
  story:
    "The registry does not know the second user. Alone, that token gets nothing; at the same moment as a good one it gets the other user's buckets.",
  group: "mcp",
  codes: ["mcp/mixed-users", "mcp/pass-through"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/mixed-users",
  given: (config) => withOptions(config, { otherToken: true }),
  fault: (config) => withMcp(config, { mixesUsers: true }),
});
