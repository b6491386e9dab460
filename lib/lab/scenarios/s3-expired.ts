import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3Expired = defineScenario({
  id: "s3-expired",
  title: "S3 says the session has expired",
  story: "STS still takes the session, and S3 does not.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/expired"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/expired",
  fault: (config) =>
    withS3(config, { refuses: { status: 400, code: "ExpiredToken", message: "The provided token has expired." } }),
});
