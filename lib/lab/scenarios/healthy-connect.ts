import { connectStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyConnect = defineScenario({
  id: "healthy-connect",
  title: "A Quilt Connect token works",
  story: "The token is signed with an elliptic curve key, and the key set of the Connect host verifies it.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) => connectStack(config),
});
