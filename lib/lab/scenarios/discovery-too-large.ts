import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryTooLarge = defineScenario({
  id: "discovery-too-large",
  title: "config.json is larger than anyone should read",
  story: "The answer to config.json goes on for megabytes. The run stops reading at its limit.",
  group: "discovery",
  codes: ["discovery/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/too-large",
  fault: (config) =>
    withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.oversized }),
});
