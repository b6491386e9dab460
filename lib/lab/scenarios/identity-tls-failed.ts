import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityTlsFailed = defineScenario({
  id: "identity-tls-failed",
  title: "The STS endpoint does not speak TLS",
  story: "The endpoint is named with https, and the port speaks plain HTTP.",
  group: "identity",
  codes: ["identity/tls-failed"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/tls-failed",
  fault: (config) => withTarget(config, { stsEndpoint: { at: "sts", scheme: "https" } }),
});
