import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeBrokenJson = defineScenario({
  id: "exchange-broken-json",
  title: "The exchange answers with broken JSON",
  story: "The type says JSON and the body is cut off.",
  group: "exchange",
  codes: ["exchange/not-json"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-json",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.brokenJson }),
});
