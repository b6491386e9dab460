import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyNoBucket = defineScenario({
  id: "healthy-no-bucket",
  title: "No bucket is named",
  story: "Without a bucket there is nothing to list; the other layers pass.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { bucket: null }),
});
