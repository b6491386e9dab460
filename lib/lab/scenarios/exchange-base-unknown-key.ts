import { withExchange } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeBaseUnknownKey = defineScenario({
  id: "exchange-base-unknown-key",
  title: "The base access key was deleted",
  story: "The base credentials that the target names are of a key that AWS no longer knows.",
  group: "exchange",
  codes: ["exchange/invalid-key"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/invalid-key",
  given: assumeRoleStack,
  fault: (config) => withExchange(config, { base: "unknown-key" }),
});
