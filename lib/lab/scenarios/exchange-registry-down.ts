import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeRegistryDown = defineScenario({
  id: "exchange-registry-down",
  title: "Nothing listens where the registry should be",
  story:
    "The catalog is up and names its registry, and no server runs there. Exchange and search share that one cause.",
  group: "exchange",
  codes: ["exchange/unreachable", "search/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/unreachable",
  fault: (config) => withCatalog(config, { registryUrl: { at: "closed" } }),
});
