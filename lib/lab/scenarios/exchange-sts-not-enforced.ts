import { withSts } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeStsNotEnforced = defineScenario({
  id: "exchange-sts-not-enforced",
  title: "STS checks no signature",
  story: "A server that stands in for STS gives credentials to whoever names the key, whatever the signature.",
  group: "exchange",
  codes: ["exchange/not-enforced", "identity/not-enforced"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-enforced",
  given: assumeRoleStack,
  fault: (config) => withSts(config, { verifies: false }),
});
