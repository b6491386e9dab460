import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryRegistryIsCatalog = defineScenario({
  id: "discovery-registry-is-catalog",
  title: "config.json names the catalog as its registry",
  story:
    "The registry URL is the URL of the catalog itself. Its web server answers every API path with 200 and the index page, which a careless client takes for success.",
  group: "discovery",
  codes: ["discovery/registry-mismatch", "exchange/not-json", "search/not-json"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-json",
  fault: (config) => withCatalog(config, { registryUrl: { at: "catalog" } }),
});
