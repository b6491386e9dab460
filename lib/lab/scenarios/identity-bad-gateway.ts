import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityBadGateway = defineScenario({
  id: "identity-bad-gateway",
  title: "A gateway finds no STS",
  story: "A gateway in between answers 502 in its own words.",
  group: "identity",
  codes: ["identity/server-error"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/server-error",
  fault: (config) =>
    withFault(config, { server: "sts", endpoint: "identity", on: "every", action: plainAnswer(502, "Bad Gateway") }),
});
