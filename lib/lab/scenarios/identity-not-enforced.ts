import { withSts } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityNotEnforced = defineScenario({
  id: "identity-not-enforced",
  title: "STS does not check the secret",
  story:
    "A request that was signed with a wrong secret gets an identity as well. This endpoint looks at the key id and nothing else.",
  group: "identity",
  codes: ["identity/not-enforced"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/not-enforced",
  fault: (config) => withSts(config, { verifies: false }),
});
