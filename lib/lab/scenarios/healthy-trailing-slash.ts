import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const healthyTrailingSlash = defineScenario({
  id: "healthy-trailing-slash",
  title: "The registry URL ends in a slash",
  story: "config.json writes the registry with a slash at its end.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withCatalog(config, { registryUrl: { at: "registry", path: "/" } }),
});
