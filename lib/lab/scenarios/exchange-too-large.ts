import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeTooLarge = defineScenario({
  id: "exchange-too-large",
  title: "The exchange answers without end",
  story: "The answer is far larger than any set of credentials.",
  group: "exchange",
  codes: ["exchange/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/too-large",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.oversized }),
});
