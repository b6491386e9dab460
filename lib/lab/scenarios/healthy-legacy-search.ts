import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyLegacySearch = defineScenario({
  id: "healthy-legacy-search",
  title: "The legacy search works",
  story: "The registry is searched through its older endpoint.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { searchApi: "legacy" }),
});
