import { withCatalog } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const exchangeTlsFailed = defineScenario({
  id: "exchange-tls-failed",
  title: "The registry does not speak TLS",
  story: "config.json names the registry with https, and the port speaks plain HTTP.",
  group: "exchange",
  codes: ["exchange/tls-failed", "search/tls-failed"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/tls-failed",
  fault: (config) => withCatalog(config, { registryUrl: { at: "registry", scheme: "https" } }),
});
