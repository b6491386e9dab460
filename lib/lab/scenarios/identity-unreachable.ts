import { withTarget } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityUnreachable = defineScenario({
  id: "identity-unreachable",
  title: "Nothing listens at the STS endpoint",
  story: "The credentials are there, and STS cannot be reached. S3 is asked all the same.",
  group: "identity",
  codes: ["identity/unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "identity/unreachable",
  fault: (config) => withTarget(config, { stsEndpoint: { at: "closed" } }),
});
