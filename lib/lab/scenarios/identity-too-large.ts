import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityTooLarge = defineScenario({
  id: "identity-too-large",
  title: "The STS endpoint answers without end",
  story: "The answer is far larger than any of STS.",
  group: "identity",
  codes: ["identity/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/too-large",
  fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.oversized }),
});
