import { withCatalog, withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeRefusedByPolicy = defineScenario({
  id: "exchange-refused-by-policy",
  title: "The registry URL points at a metadata service",
  story: "The target names a metadata address as its registry. A token never goes there.",
  group: "exchange",
  codes: ["exchange/refused-by-policy", "search/refused-by-policy"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/refused-by-policy",
  fault: (config) =>
    withTarget(withCatalog(config, { registryUrl: { url: "http://169.254.169.254" } }), {
      registryUrl: { url: "http://169.254.169.254" },
    }),
});
