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
      "The run asks for each bucket whether it may be listed and whether one byte of it may be read. One may be listed but not read, one is denied, one is in another region, one is gone and one hangs: the s3 layer shows a row for each, and the verdict does not change.",
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
      "The user is an admin, so the catalog lists every bucket. The credentials belong to the active role, which may not list one of them: the row says that the catalog lists it for the user, not for the role.",
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
    title: "An older registry cannot tell which buckets the role may use",
    story:
      "The registry does not know the query for the role's buckets and refuses it. The table uses the user's buckets and claims no more than that.",
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
    title: "Buckets are tried although the target names none",
    story:
      "The target names no bucket, so the s3 layer does not apply. The buckets that the catalog lists are tried all the same.",
    given: (config) =>
      withOptions(withTarget(withS3(config, { others: [otherBucket("shared")] }), { bucket: null }), {
        permissions: true,
      }),
  },
]);
