import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3AccessDenied = defineScenario({
  id: "s3-access-denied",
  title: "The role may not list the bucket",
  story:
    "The identity is right and its role lacks ListBucket on this bucket. Search may still find things, for it does not go through S3.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/access-denied"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/access-denied",
  fault: (config) => withS3(config, { allowedPrefixes: [] }),
});
