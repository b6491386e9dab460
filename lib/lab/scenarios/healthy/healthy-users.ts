import { withMcp, withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineHealthy } from "../scenario";

/** A second user beside the run's own. */
export const healthyUsers = defineHealthy([
  {
    id: "healthy-two-users",
    title: "Two users at once, each with their own buckets",
    story: "Both call the MCP server at the same moment, several times. Neither sees what belongs to the other.",
    given: (config) =>
      withOptions(withRegistry(config, { otherUser: { sees: "own-bucket", role: "own" } }), { otherToken: true }),
  },
  {
    id: "healthy-two-equal-users",
    title: "Two users with equal rights",
    story:
      "The server would mix users up, but these two have the same role and may see the same. Nothing can tell whether it does: that is neither a fault nor a proof.",
    given: (config) =>
      withMcp(
        withOptions(withRegistry(config, { otherUser: { sees: "same-bucket", role: "same" } }), { otherToken: true }),
        { mixesUsers: true },
      ),
  },
  {
    id: "healthy-other-user-refused",
    title: "The second user is refused, alone and alongside the first",
    story:
      "The registry does not know the second user, so each of its calls gets nothing. The first is served as before.",
    given: (config) => withOptions(config, { otherToken: true }),
  },
]);
