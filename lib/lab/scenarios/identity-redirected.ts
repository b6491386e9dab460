import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const identityRedirected = defineScenario({
  id: "identity-redirected",
  title: "STS is redirected to a portal",
  story: "A captive portal answers for STS with a redirect.",
  group: "identity",
  codes: ["identity/redirected"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/redirected",
  fault: (config) =>
    withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.redirectToLogin }),
});
