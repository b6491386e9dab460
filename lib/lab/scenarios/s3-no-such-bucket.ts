import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3NoSuchBucket = defineScenario({
  id: "s3-no-such-bucket",
  title: "The bucket does not exist",
  story: "The target names a bucket that is nowhere: a typing error.",
  group: "s3",
  codes: ["mcp/tool-failed", "s3/no-such-bucket"],
  verdict: "fail",
  brokenLayer: "s3",
  code: "s3/no-such-bucket",
  fault: (config) => withTarget(config, { bucket: "absent" }),
});
