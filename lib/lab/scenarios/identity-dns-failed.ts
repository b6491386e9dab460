import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityDnsFailed = defineScenario({
  id: "identity-dns-failed",
  title: "The STS host name does not resolve",
  story: "The target names an STS endpoint that DNS does not know, as a misspelt region does.",
  group: "identity",
  codes: ["identity/dns-failed"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/dns-failed",
  fault: (config) => withTarget(config, { stsEndpoint: { url: "http://sts.invalid" } }),
});
