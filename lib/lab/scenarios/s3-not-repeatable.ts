import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3NotRepeatable = defineScenario({
  id: "s3-not-repeatable",
  title: "S3 lists the bucket once",
  story: "After the controls the same call gets 503.",
  group: "s3",
  codes: ["s3/not-repeatable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/not-repeatable",
  fault: (config) =>
    withFault(config, {
      server: "s3",
      endpoint: "list",
      on: "repeat",
      action: plainAnswer(503, "Service Unavailable"),
    }),
});
