import { withMcp, withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyTwoEqualUsers = defineScenario({
  id: "healthy-two-equal-users",
  title: "Two users with equal rights",
  story:
    "The server would mix users up. These two may see the same, with the same role, so nothing tells whether it does: that is no fault and no proof.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withMcp(
      withOptions(withRegistry(config, { otherUser: { sees: "same-bucket", role: "same" } }), { otherToken: true }),
      { mixesUsers: true },
    ),
});
