import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const discoveryDnsFailed = defineScenario({
  id: "discovery-dns-failed",
  title: "The catalog host name does not resolve",
  story:
    "The target names a catalog under a host that DNS does not know. A typing error in the URL looks just like this.",
  group: "discovery",
  codes: ["discovery/dns-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "discovery/dns-failed",
  fault: (config) => withTarget(config, { catalogUrl: { url: "http://catalog.invalid" } }),
});
