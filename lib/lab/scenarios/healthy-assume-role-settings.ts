import { withExchange, withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const healthyAssumeRoleSettings = defineScenario({
  id: "healthy-assume-role-settings",
  title: "The role is assumed with all that its trust policy asks for",
  story:
    "As before, with an external id, session tags, a source identity and a shorter session, all of which the trust policy allows.",
  group: "pass",
  codes: [],
  verdict: "pass",
  brokenLayer: null,
  code: null,
  given: (config) =>
    withExchange(
      withIam(assumeRoleStack(config), { externalId: "lab-external", allowsTags: true, allowsSourceIdentity: true }),
      {
        externalId: "lab-external",
        sessionTags: { team: "data" },
        sourceIdentity: "ada",
        durationSeconds: 900,
      },
    ),
});
