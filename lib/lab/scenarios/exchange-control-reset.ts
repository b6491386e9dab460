import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeControlReset = defineScenario({
  id: "exchange-control-reset",
  title: "The registry hangs up on a bad token",
  story: "Calls with a wrong token are cut off without an answer.",
  group: "exchange",
  codes: ["exchange/control-unanswered"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/control-unanswered",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "imposter", action: actions.reset }),
});
