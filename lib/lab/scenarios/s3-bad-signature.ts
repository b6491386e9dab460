import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3BadSignature = defineScenario({
  id: "s3-bad-signature",
  title: "S3 computes another signature",
  story:
    "STS takes the same key and secret. Something between here and S3 rewrites requests, or S3 holds another secret.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/bad-signature"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/bad-signature",
  fault: (config) => withS3(config, { secretsDiffer: true }),
});
