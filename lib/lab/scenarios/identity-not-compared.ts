import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityNotCompared = defineScenario({
  id: "identity-not-compared",
  title: "The target expects no identity",
  story: "The credentials are good, and the target does not say whose they should be. A wrong role would go unnoticed.",
  group: "identity",
  codes: ["identity/not-compared"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  fault: (config) => withTarget(config, { expectRole: false }),
});
