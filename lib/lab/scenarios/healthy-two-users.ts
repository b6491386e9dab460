import { withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyTwoUsers = defineScenario({
  id: "healthy-two-users",
  title: "Two users at once, each with buckets of its own",
  story: "Both call the MCP server at the same moment, again and again. Neither is shown what is the other's.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withOptions(withRegistry(config, { otherUser: { sees: "own-bucket", role: "own" } }), { otherToken: true }),
});
