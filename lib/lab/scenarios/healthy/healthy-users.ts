import { withMcp, withOptions, withRegistry } from "@/lib/lab/stack/config-changes";
import { defineHealthy } from "../scenario";

/** A second user beside the run's own. */
export const healthyUsers = defineHealthy([
  {
    id: "healthy-two-users",
    title: "Two users at once, each with buckets of its own",
    story: "Both call the MCP server at the same moment, again and again. Neither is shown what is the other's.",
    given: (config) =>
      withOptions(withRegistry(config, { otherUser: { sees: "own-bucket", role: "own" } }), { otherToken: true }),
  },
  {
    id: "healthy-two-equal-users",
    title: "Two users with equal rights",
    story:
      "The server would mix users up. These two may see the same, with the same role, so nothing tells whether it does: that is no fault and no proof.",
    given: (config) =>
      withMcp(
        withOptions(withRegistry(config, { otherUser: { sees: "same-bucket", role: "same" } }), { otherToken: true }),
        { mixesUsers: true },
      ),
  },
  {
    id: "healthy-other-user-refused",
    title: "The second user is refused, alone and beside the first",
    story:
      "The registry does not know the second user, so each of its calls gets nothing. The first is served as before.",
    given: (config) => withOptions(config, { otherToken: true }),
  },
]);
