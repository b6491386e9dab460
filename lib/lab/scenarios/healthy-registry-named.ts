import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyRegistryNamed = defineScenario({
  id: "healthy-registry-named",
  title: "The target names the registry alone",
  story: "No catalog URL: discovery does not apply, and the target names registry and region itself.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { catalogUrl: null, registryUrl: { at: "registry" } }),
});
