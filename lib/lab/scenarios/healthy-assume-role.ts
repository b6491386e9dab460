import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyAssumeRole = defineScenario({
  id: "healthy-assume-role",
  title: "Base credentials assume the token's role",
  story:
    "The token names a role and holds a catalog token. Base credentials that the target names assume the role; search sends the token inside.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: assumeRoleStack,
});
