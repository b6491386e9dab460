import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryConnectionReset = defineScenario({
  id: "discovery-connection-reset",
  title: "The catalog resets the connection",
  story:
    "The catalog takes the connection and drops it before it answers, as a server does that dies under load or a firewall that dislikes the caller.",
  group: "discovery",
  codes: ["discovery/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/unreachable",
  fault: (config) => withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.reset }),
});
