import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3ControlUnanswered = defineScenario({
  id: "s3-control-unanswered",
  title: "S3 crashes on an unsigned request",
  story: "The real call lists the bucket; calls that must be refused get a 500. A crash is no refusal.",
  group: "s3",
  codes: ["s3/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/control-unanswered",
  fault: (config) =>
    withFault(config, { server: "s3", endpoint: "list", on: "imposter", action: plainAnswer(500, "internal error") }),
});
