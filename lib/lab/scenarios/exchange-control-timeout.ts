import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeControlTimeout = defineScenario({
  id: "exchange-control-timeout",
  title: "The registry hangs on a bad token",
  story: "A wrong token gets no answer in time. Whoever waits for ever has not refused.",
  group: "exchange",
  codes: ["exchange/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/control-unanswered",
  fault: (config) =>
    withOptions(
      withFault(config, { server: "registry", endpoint: "credentials", on: "imposter", action: actions.hang }),
      { timeoutMs: 1500 },
    ),
});
