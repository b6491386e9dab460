import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3NotS3Empty = defineScenario({
  id: "s3-not-s3-empty",
  title: "S3 answers with nothing",
  story: "200 and an empty body.",
  group: "s3",
  codes: ["s3/not-s3"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/not-s3",
  fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.empty }),
});
