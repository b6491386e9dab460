import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryForeignRegistry = defineScenario({
  id: "discovery-foreign-registry",
  title: "config.json names a registry on another host",
  story:
    "The catalog points to a registry of another site. The token stays here until the operator names that registry.",
  group: "discovery",
  codes: ["discovery/foreign-registry"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/foreign-registry",
  fault: (config) => withCatalog(config, { registryUrl: { at: "registry", host: "localhost" } }),
});
