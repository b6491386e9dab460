import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3Dripping = defineScenario({
  id: "s3-dripping",
  title: "S3 answers one byte at a time",
  story: "The list has begun and never ends.",
  group: "s3",
  codes: ["s3/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.drip }), {
      timeoutMs: 1500,
    }),
});
