import { withMcp, withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const mcpMixedUsers = defineScenario({
  id: "mcp-mixed-users",
  title: "Two users at once are one",
  story:
    "The server keeps the last caller's token for its whole process. One user after the other gets what is right; two at the same moment get what only one of them may see.",
  group: "mcp",
  codes: ["mcp/mixed-users", "mcp/pass-through"],
  verdict: "fail",
  brokenLayer: "mcp",
  code: "mcp/mixed-users",
  given: (config) =>
    withOptions(withRegistry(config, { otherUser: { sees: "own-bucket", role: "own" } }), { otherToken: true }),
  fault: (config) => withMcp(config, { mixesUsers: true }),
});
