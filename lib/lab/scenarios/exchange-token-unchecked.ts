import { withOptions } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeTokenUnchecked = defineScenario({
  id: "exchange-token-unchecked",
  title: "Nobody checks the role token",
  story: "The role is assumed, but AWS never sees the token, and no key is configured to check it with.",
  group: "exchange",
  codes: ["exchange/token-unchecked", "signature/no-key"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/token-unchecked",
  given: assumeRoleStack,
  fault: (config) => withOptions(config, { signatureKey: "none" }),
});
