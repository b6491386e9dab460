import { withFault } from "@/lib/lab/stack/config-changes";
import { jsonAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeControlUnanswered = defineScenario({
  id: "exchange-control-unanswered",
  title: "The registry crashes on a bad token",
  story:
    "The real token is accepted, a wrong one makes the registry answer 500. A crash is no refusal, so nobody knows whether tokens are checked.",
  group: "exchange",
  codes: ["exchange/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/control-unanswered",
  fault: (config) =>
    withFault(config, {
      server: "registry",
      endpoint: "credentials",
      on: "imposter",
      action: jsonAnswer(500, "Internal Server Error"),
    }),
});
