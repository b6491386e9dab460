import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3NotS3Html = defineScenario({
  id: "s3-not-s3-html",
  title: "A web page answers for S3",
  story: "200 and a web page. The AWS SDK takes that for an empty success.",
  group: "s3",
  codes: ["s3/not-s3"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/not-s3",
  fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.html }),
});
