import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryRedirected = defineScenario({
  id: "discovery-redirected",
  title: "The catalog sends the caller to a sign-in page",
  story:
    "A sign-in proxy in front of the catalog answers config.json with a redirect. Redirects are not followed, so that a token never goes where it was not meant to go.",
  group: "discovery",
  codes: ["discovery/redirected"],
  verdict: "fail",
  brokenLayer: "discovery",
  code: "discovery/redirected",
  fault: (config) =>
    withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.redirectToLogin }),
});
