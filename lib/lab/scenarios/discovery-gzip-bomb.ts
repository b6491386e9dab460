import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { defineScenario } from "./scenario";

export const discoveryGzipBomb = defineScenario({
  id: "discovery-gzip-bomb",
  title: "config.json unpacks to something huge",
  story: "A few kilobytes of gzip unpack to many megabytes. The limit counts unpacked bytes.",
  group: "discovery",
  codes: ["discovery/too-large"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/too-large",
  fault: (config) =>
    withFault(config, { server: "catalog", endpoint: "config", on: "every", action: actions.gzipBomb }),
});
