import { withS3 } from "../config-changes";
import { defineScenario } from "../scenario";

export const s3WrongRegionRedirect = defineScenario({
  id: "s3-wrong-region-redirect",
  title: "The bucket is in another region",
  story:
    "S3 answers 301 and names the right endpoint. The wrong calls get the same answer, so the controls say nothing.",
  group: "s3",
  codes: ["s3/wrong-region", "s3/control-unanswered"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/wrong-region",
  fault: (config) => withS3(config, { bucketRegion: "eu-central-1" }),
});
