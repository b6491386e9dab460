import { withFault } from "@/lib/lab/stack/config-changes";
import { plainAnswer } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryNotFound = defineScenario({
  id: "discovery-not-found",
  title: "The host serves no config.json",
  story: "The host answers 404 for config.json: it is up, and it is not a Quilt catalog.",
  group: "discovery",
  codes: ["discovery/unexpected-status"],
  verdict: "fail",
  brokenLayer: "discovery",
  code: "discovery/unexpected-status",
  fault: (config) =>
    withFault(config, { server: "catalog", endpoint: "config", on: "every", action: plainAnswer(404, "Not Found") }),
});
