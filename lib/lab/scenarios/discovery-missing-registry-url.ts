import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryMissingRegistryUrl = defineScenario({
  id: "discovery-missing-registry-url",
  title: "config.json names no registry",
  story: "The catalog serves a config.json without registryUrl, so nobody can tell where tokens are verified.",
  group: "discovery",
  codes: ["discovery/missing-registry-url", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "discovery",
  code: "discovery/missing-registry-url",
  fault: (config) => withCatalog(config, { registryUrl: null }),
});
