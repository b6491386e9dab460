import { withProvider } from "@/lib/lab/stack/config-changes";
import { webIdentityStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeWebIdentityKeys = defineScenario({
  id: "exchange-web-identity-keys",
  title: "AWS cannot fetch the issuer's keys",
  story: "The issuer is private: its key set is reachable from here and not from AWS.",
  group: "exchange",
  codes: ["exchange/keys-unreachable"],
  verdict: "inconclusive",
  brokenLayer: null,
  code: "exchange/keys-unreachable",
  given: webIdentityStack,
  fault: (config) => withProvider(config, { keysReachable: false }),
});
