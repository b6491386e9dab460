import { withRegistry } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthySecureSearch = defineScenario({
  id: "healthy-secure-search",
  title: "Secure Search hides its totals",
  story: "With Secure Search every total is -1, which means unknown. The hits on the page count.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withRegistry(config, { secureSearch: true }),
});
