import { issuerStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyOtherIssuer = defineScenario({
  id: "healthy-other-issuer",
  title: "A token of another issuer works",
  story: "The registry takes tokens of a company login that are neither catalog nor Connect tokens.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => issuerStack(config),
});
