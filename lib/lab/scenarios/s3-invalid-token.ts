import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3InvalidToken = defineScenario({
  id: "s3-invalid-token",
  title: "S3 does not take the session token",
  story: "STS takes the session, and S3 refuses its token, as in a region that must be enabled first.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/invalid-token"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/invalid-token",
  fault: (config) =>
    withS3(config, {
      refuses: { status: 400, code: "InvalidToken", message: "The provided token is malformed or otherwise invalid." },
    }),
});
