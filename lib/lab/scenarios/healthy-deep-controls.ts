import { withOptions } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyDeepControls = defineScenario({
  id: "healthy-deep-controls",
  title: "More controls, all refused",
  story:
    "With deep controls, tokens signed with every published secret, one without a signature and a lapsed one are tried as well.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withOptions(config, { controls: "deep", lapsedToken: true }),
});
