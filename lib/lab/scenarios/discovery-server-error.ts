import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryServerError = defineScenario({
  id: "discovery-server-error",
  title: "The catalog fails on its own side",
  story: "The load balancer finds no healthy catalog behind it and answers 503.",
  group: "discovery",
  codes: ["discovery/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/server-error",
  fault: (config) =>
    withFault(config, {
      server: "catalog",
      endpoint: "config",
      on: "every",
      action: plainAnswer(503, "no healthy upstream"),
    }),
});
