import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryDripping = defineScenario({
  id: "discovery-dripping",
  title: "The catalog answers one byte at a time",
  story:
    "Headers arrive at once, the body comes at a byte now and then without end. Only a deadline over the whole answer notices.",
  group: "discovery",
  codes: ["discovery/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.drip }), {
      timeoutMs: 1500,
    }),
});
