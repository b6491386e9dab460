import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryUnreachable = defineScenario({
  id: "discovery-unreachable",
  title: "Nothing listens at the catalog URL",
  story:
    "The catalog URL names a port on which no server runs. Without config.json there is no registry to ask, so every later live step stays untested.",
  group: "discovery",
  codes: ["discovery/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/unreachable",
  fault: (config) => withTarget(config, { catalogUrl: { at: "closed" } }),
});
