import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3NotEnforced = defineScenario({
  id: "s3-not-enforced",
  title: "S3 does not check signatures",
  story: "A wrong secret and no signature at all both list the bucket, as with some test doubles of S3.",
  group: "s3",
  codes: ["s3/not-enforced"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/not-enforced",
  fault: (config) => withS3(config, { verifies: false }),
});
