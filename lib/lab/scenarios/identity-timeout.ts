import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityTimeout = defineScenario({
  id: "identity-timeout",
  title: "STS does not answer",
  story: "The request to STS gets no answer in time, as behind a firewall that swallows packets.",
  group: "identity",
  codes: ["identity/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.hang }), {
      timeoutMs: 1500,
    }),
});
