import { withToken } from "@/lib/lab/stack/config-changes";
import { hybridTokenSpec } from "@/lib/lab/stack/token-spec";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeRoleTokenForged = defineScenario({
  id: "exchange-role-token-forged",
  title: "A forged role token would get credentials",
  story:
    "The token's signature was altered. AWS never sees it and gives credentials all the same: only the local check notices.",
  group: "exchange",
  codes: ["exchange/token-unchecked", "signature/mismatch"],
  verdict: "fail",
  brokenLayer: "signature",
  code: "signature/mismatch",
  given: assumeRoleStack,
  fault: (config) => withToken(config, { ...hybridTokenSpec(), damage: "flipped-signature" }),
});
