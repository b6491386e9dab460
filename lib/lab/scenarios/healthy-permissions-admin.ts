import { otherBucket } from "@/lib/lab/servers/s3/other-buckets";
import { withOptions, withRegistry, withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyPermissionsAdmin = defineScenario({
  id: "healthy-permissions-admin",
  title: "An admin sees a bucket that the active role cannot read",
  story:
    "The user is an admin, so the catalog lists every bucket. The credentials are the active role's, which may not list one of them: the row says that the catalog lists it for the user, not for the role.",
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
        { userIsAdmin: true },
      ),
      { permissions: true },
    ),
});
