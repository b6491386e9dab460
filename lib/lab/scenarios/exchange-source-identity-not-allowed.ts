import { withExchange, withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeSourceIdentityNotAllowed = defineScenario({
  id: "exchange-source-identity-not-allowed",
  title: "The trust policy forgets sts:SetSourceIdentity",
  story: "A source identity is sent, and the trust policy allows sts:AssumeRole alone.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: (config) =>
    withExchange(withIam(assumeRoleStack(config), { allowsSourceIdentity: true }), { sourceIdentity: "ada" }),
  fault: (config) => withIam(config, { allowsSourceIdentity: false }),
});
