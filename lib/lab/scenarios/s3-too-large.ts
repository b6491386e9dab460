import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const s3TooLarge = defineScenario({
  id: "s3-too-large",
  title: "S3 answers without end",
  story: "A list of a few keys was asked for, and megabytes arrive.",
  group: "s3",
  codes: ["s3/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "s3/too-large",
  fault: (config) => withFault(config, { server: "s3", endpoint: "list", on: "every", action: actions.oversized }),
});
