import { withExchange, withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeTagsNotAllowed = defineScenario({
  id: "exchange-tags-not-allowed",
  title: "The trust policy forgets sts:TagSession",
  story: "Session tags are sent, and the trust policy allows sts:AssumeRole alone.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: (config) =>
    withExchange(withIam(assumeRoleStack(config), { allowsTags: true }), { sessionTags: { team: "data" } }),
  fault: (config) => withIam(config, { allowsTags: false }),
});
