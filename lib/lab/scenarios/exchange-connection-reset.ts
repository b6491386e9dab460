import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeConnectionReset = defineScenario({
  id: "exchange-connection-reset",
  title: "The registry drops the exchange",
  story: "The registry takes the request for credentials and resets the connection. Search on the same registry works.",
  group: "exchange",
  codes: ["exchange/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/unreachable",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.reset }),
});
