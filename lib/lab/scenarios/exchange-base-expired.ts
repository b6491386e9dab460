import { withExchange } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeBaseExpired = defineScenario({
  id: "exchange-base-expired",
  title: "The base session has expired",
  story: "The base credentials are a session that ended a minute ago.",
  group: "exchange",
  codes: ["exchange/expired"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/expired",
  given: assumeRoleStack,
  fault: (config) => withExchange(config, { base: "expired-session" }),
});
