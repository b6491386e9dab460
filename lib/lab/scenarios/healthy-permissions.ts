import { otherBucket } from "@/lib/lab/servers/s3/other-buckets";
import { withFault, withOptions, withS3 } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const healthyPermissions = defineScenario({
  id: "healthy-permissions",
  title: "Every bucket that the catalog lists is tried",
  story:
    "The run asks for each bucket whether it may be listed, and whether one byte of it may be read. One may be listed and not read, one is denied, one is elsewhere, one is gone and one hangs: the s3 layer shows a row for each, and the verdict does not change.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
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
});
