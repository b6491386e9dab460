import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeNotJson = defineScenario({
  id: "exchange-not-json",
  title: "The exchange answers with a web page",
  story: "200 and a sign-in page. A client that looks at the status alone calls this a success.",
  group: "exchange",
  codes: ["exchange/not-json"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-json",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.html }),
});
