import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeDripping = defineScenario({
  id: "exchange-dripping",
  title: "The registry answers one byte at a time",
  story: "The answer has begun and never ends.",
  group: "exchange",
  codes: ["exchange/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.drip }), {
      timeoutMs: 1500,
    }),
});
