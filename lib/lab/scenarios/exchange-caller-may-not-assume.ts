import { withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeCallerMayNotAssume = defineScenario({
  id: "exchange-caller-may-not-assume",
  title: "The caller's own policy lacks sts:AssumeRole",
  story: "The role trusts the caller, whose own policy does not let it assume the role.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: assumeRoleStack,
  fault: (config) => withIam(config, { brokerMayAssume: false }),
});
