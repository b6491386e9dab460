import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3WrongRegionHeader = defineScenario({
  id: "s3-wrong-region-header",
  title: "The request was signed for another region",
  story: "S3 refuses the signature scope and names the region that it expects.",
  group: "s3",
  codes: ["s3/wrong-region"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/wrong-region",
  fault: (config) =>
    withS3(config, { bucketRegion: "eu-central-1", wrongRegionAnswer: "AuthorizationHeaderMalformed" }),
});
