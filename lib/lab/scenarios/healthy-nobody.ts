import { nobodyStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyNobody = defineScenario({
  id: "healthy-nobody",
  title: "A caller without a token is refused everywhere",
  story: "The subject has no token, and should get nothing. The bare calls are refused, which is right.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: nobodyStack,
});
