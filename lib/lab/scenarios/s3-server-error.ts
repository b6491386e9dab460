import { withS3 } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3ServerError = defineScenario({
  id: "s3-server-error",
  title: "S3 fails on its own side",
  story: "S3 answers 500 InternalError.",
  group: "s3",
  codes: ["mcp/upstream-failed", "s3/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/server-error",
  fault: (config) =>
    withS3(config, {
      refuses: { status: 500, code: "InternalError", message: "We encountered an internal error. Please try again." },
    }),
});
