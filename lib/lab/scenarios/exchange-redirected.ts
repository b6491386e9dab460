import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const exchangeRedirected = defineScenario({
  id: "exchange-redirected",
  title: "The exchange is redirected to a sign-in page",
  story: "A proxy in front of the registry sends every call without its own cookie to a sign-in page.",
  group: "exchange",
  codes: ["exchange/redirected"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/redirected",
  fault: (config) =>
    withFault(config, { server: "registry", endpoint: "credentials", on: "every", action: actions.redirectToLogin }),
});
