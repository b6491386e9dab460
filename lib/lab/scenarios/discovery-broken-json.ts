import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryBrokenJson = defineScenario({
  id: "discovery-broken-json",
  title: "config.json is cut off",
  story: "The file is served with the right type and is not valid JSON: a deploy that stopped half way.",
  group: "discovery",
  codes: ["discovery/not-json"],
  verdict: "fail",
  brokenLayer: "discovery",
  code: "discovery/not-json",
  fault: (config) =>
    withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.brokenJson }),
});
