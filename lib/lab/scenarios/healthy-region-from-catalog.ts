import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyRegionFromCatalog = defineScenario({
  id: "healthy-region-from-catalog",
  title: "The region comes from the catalog",
  story: "The target names no region; config.json does.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { region: null }),
});
