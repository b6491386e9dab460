import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3OtherBucket = defineScenario({
  id: "s3-other-bucket",
  title: "S3 lists another bucket",
  story: "The list is well-formed, and it is that of another bucket.",
  group: "s3",
  codes: ["s3/not-s3"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/not-s3",
  fault: (config) => withS3(config, { answersOtherName: true }),
});
