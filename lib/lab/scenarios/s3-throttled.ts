import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3Throttled = defineScenario({
  id: "s3-throttled",
  title: "S3 throttles",
  story: "S3 answers SlowDown. That is no verdict on the credentials.",
  group: "s3",
  codes: ["mcp/upstream-failed", "s3/throttled"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/throttled",
  fault: (config) =>
    withS3(config, { refuses: { status: 503, code: "SlowDown", message: "Please reduce your request rate." } }),
});
