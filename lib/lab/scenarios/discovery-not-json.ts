import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryNotJson = defineScenario({
  id: "discovery-not-json",
  title: "config.json is a web page",
  story:
    "The host answers every path with its web page, config.json included. Some other application lives there, or a sign-in page stands in front.",
  group: "discovery",
  codes: ["discovery/not-json"],
  verdict: "fail",
  brokenLayer: "discovery",
  code: "discovery/not-json",
  fault: (config) => withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.html }),
});
