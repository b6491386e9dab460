import { otherBucket } from "@/lib/lab/servers/s3/other-buckets";
import { withFault, withOptions, withRegistry, withS3, withTarget } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineHealthy } from "../scenario";

/** Runs that try every bucket that the catalog lists. */
export const healthyPermissions = defineHealthy([
  {
    id: "healthy-permissions",
    title: "Every bucket that the catalog lists is tried",
    story:
      "The run asks for each bucket whether it may be listed, and whether one byte of it may be read. One may be listed and not read, one is denied, one is elsewhere, one is gone and one hangs: the s3 layer shows a row for each, and the verdict does not change.",
    given: (config) =>
      withFault(
        withOptions(
          withS3(config, {
            others: [
              otherBucket("shared"),
              otherBucket("names", { role: "lists" }),
              otherBucket("empty", { holds: "nothing" }),
              otherBucket("closed", { role: "nothing" }),
              otherBucket("denied", { role: "denied" }),
              otherBucket("europe", { region: "eu-west-1" }),
              otherBucket("gone", { exists: false }),
              otherBucket("slow"),
            ],
          }),
          { permissions: true },
        ),
        { server: "s3", endpoint: "list slow", on: "every", action: actions.hang },
      ),
  },
  {
    id: "healthy-permissions-admin",
    title: "An admin sees a bucket that the active role cannot read",
    story:
      "The user is an admin, so the catalog lists every bucket. The credentials are the active role's, which may not list one of them: the row says that the catalog lists it for the user, not for the role.",
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
  },
  {
    id: "healthy-permissions-old-registry",
    title: "An older registry cannot say which buckets are the role's",
    story:
      "The registry refuses the query for the role's buckets, which it does not know yet. The table takes the user's, and says no more than that.",
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
  },
  {
    id: "healthy-permissions-no-bucket",
    title: "Buckets are tried though the target names none",
    story:
      "The target names no bucket, so the s3 layer does not concern it. The buckets that the catalog lists are tried all the same.",
    given: (config) =>
      withOptions(withTarget(withS3(config, { others: [otherBucket("shared")] }), { bucket: null }), {
        permissions: true,
      }),
  },
]);
