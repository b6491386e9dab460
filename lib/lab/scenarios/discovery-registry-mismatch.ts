import { withCatalog, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryRegistryMismatch = defineScenario({
  id: "discovery-registry-mismatch",
  title: "The target and the catalog name different registries",
  story:
    "The target names the registry that works, config.json still names the old one. The target wins and the difference is said.",
  group: "discovery",
  codes: ["discovery/registry-mismatch"],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => withTarget(config, { registryUrl: { at: "registry" } }),
  fault: (config) => withCatalog(config, { registryUrl: { url: "https://old-registry.quilt.test" } }),
});
