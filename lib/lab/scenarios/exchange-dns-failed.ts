import { withCatalog, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeDnsFailed = defineScenario({
  id: "exchange-dns-failed",
  title: "The registry host name does not resolve",
  story: "Catalog and target agree on a registry that DNS does not know.",
  group: "exchange",
  codes: ["exchange/dns-failed", "search/dns-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/dns-failed",
  fault: (config) =>
    withTarget(withCatalog(config, { registryUrl: { url: "http://registry.invalid" } }), {
      registryUrl: { url: "http://registry.invalid" },
    }),
});
