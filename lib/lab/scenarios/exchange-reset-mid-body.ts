import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeResetMidBody = defineScenario({
  id: "exchange-reset-mid-body",
  title: "The exchange breaks off in the middle",
  story: "Status 200 arrives, then the connection closes before the credentials are complete.",
  group: "exchange",
  codes: ["exchange/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/unreachable",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.resetMidBody }),
});
