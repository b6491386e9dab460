import { withFault, withOptions } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeTimeout = defineScenario({
  id: "exchange-timeout",
  title: "The registry hangs while it assumes the role",
  story: "The request for credentials gets no answer in time. Nothing after it can be tried; search goes on by itself.",
  group: "exchange",
  codes: ["exchange/timeout"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/timeout",
  fault: (config) =>
    withOptions(withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.hang }), {
      timeoutMs: 1500,
    }),
});
