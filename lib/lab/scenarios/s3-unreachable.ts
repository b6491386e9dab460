import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const s3Unreachable = defineScenario({
  id: "s3-unreachable",
  title: "Nothing listens at the S3 endpoint",
  story: "The identity is right, and S3 cannot be reached from here.",
  group: "s3",
  codes: ["s3/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/unreachable",
  fault: (config) => withTarget(config, { s3Endpoint: { at: "closed" } }),
});
