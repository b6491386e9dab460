import { otherBucket } from "@/lib/lab/servers/s3/other-buckets";
import { withOptions, withS3, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyPermissionsNoBucket = defineScenario({
  id: "healthy-permissions-no-bucket",
  title: "Buckets are tried though the target names none",
  story:
    "The target names no bucket, so the s3 layer does not concern it. The buckets that the catalog lists are tried all the same.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withOptions(withTarget(withS3(config, { others: [otherBucket("shared")] }), { bucket: null }), {
      permissions: true,
    }),
});
