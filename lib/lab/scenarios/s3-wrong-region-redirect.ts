import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3WrongRegionRedirect = defineScenario({
  id: "s3-wrong-region-redirect",
  title: "The bucket is in another region",
  story:
    "S3 answers 301 and names the right endpoint. The request is not sent there by itself, so that the wrong region is seen.",
  group: "s3",
  codes: ["s3/wrong-region"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/wrong-region",
  fault: (config) => withS3(config, { bucketRegion: "eu-central-1" }),
});
