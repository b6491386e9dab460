import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3RequestTimeSkewed = defineScenario({
  id: "s3-request-time-skewed",
  title: "S3 is twenty minutes ahead",
  story: "The clocks differ by more than the fifteen minutes that S3 allows.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/clock-skew", "s3/request-time-skewed"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/request-time-skewed",
  fault: (config) => withS3(config, { clockOffsetS: 1200 }),
});
