import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityRefusedByPolicy = defineScenario({
  id: "identity-refused-by-policy",
  title: "The STS endpoint points at a metadata service",
  story: "The target names a metadata address as its STS endpoint. No request goes there.",
  group: "identity",
  codes: ["identity/refused-by-policy"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/refused-by-policy",
  fault: (config) => withTarget(config, { stsEndpoint: { url: "http://169.254.169.254" } }),
});
