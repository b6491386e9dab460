import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3Timeout = defineScenario({
  id: "s3-timeout",
  title: "S3 does not answer",
  story: "The list request gets no answer in time.",
  group: "s3",
  codes: ["s3/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.hang }), {
      timeoutMs: 1500,
    }),
});
