import { otherBucket } from "@/lib/lab/servers/s3/other-buckets";
import { withOptions, withRegistry, withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyPermissionsOldRegistry = defineScenario({
  id: "healthy-permissions-old-registry",
  title: "An older registry cannot say which buckets are the role's",
  story:
    "The registry refuses the query for the role's buckets, which it does not know yet. The table takes the user's, and says no more than that.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withOptions(
      withRegistry(
        withS3(config, {
          others: [otherBucket("shared"), otherBucket("finance", { role: "nothing", shownTo: "admin" })],
        }),
        { userIsAdmin: true, schema: "old" },
      ),
      { permissions: true },
    ),
});
