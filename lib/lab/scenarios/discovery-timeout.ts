import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryTimeout = defineScenario({
  id: "discovery-timeout",
  title: "The catalog hangs",
  story:
    "The catalog takes the request for config.json and never answers. The run waits for its deadline and then says which hop was silent.",
  group: "discovery",
  codes: ["discovery/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.hang }), {
      timeoutMs: 1500,
    }),
});
