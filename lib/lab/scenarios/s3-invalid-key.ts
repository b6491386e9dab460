import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3InvalidKey = defineScenario({
  id: "s3-invalid-key",
  title: "S3 does not know the key",
  story: "STS takes the key, and the S3 endpoint belongs to another installation.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/invalid-key"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/invalid-key",
  fault: (config) => withS3(config, { knowsKeys: false }),
});
