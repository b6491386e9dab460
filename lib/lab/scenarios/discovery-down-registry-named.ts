import { withFault, withTarget } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryDownRegistryNamed = defineScenario({
  id: "discovery-down-registry-named",
  title: "The catalog is down, the registry is named and fine",
  story:
    "The target names the registry, so a catalog that answers 503 blocks nothing: every later layer passes, and the verdict waits for the catalog alone.",
  group: "discovery",
  codes: ["discovery/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/server-error",
  given: (config) => withTarget(config, { registryUrl: { at: "registry" } }),
  fault: (config) =>
    withFault(config, {
      server: "catalog",
      endpoint: "config",
      on: "every",
      action: plainAnswer(503, "no healthy upstream"),
    }),
});
