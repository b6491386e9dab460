import { withFault } from "@/lib/lab/stack/config-changes";
import { actions } from "./fault-actions";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeStsNotAws = defineScenario({
  id: "exchange-sts-not-aws",
  title: "A sign-in page answers for STS",
  story: "Where STS should be, a proxy answers with a page to sign in at.",
  group: "exchange",
  codes: ["exchange/not-aws"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/not-aws",
  given: assumeRoleStack,
  fault: (config) => withFault(config, { server: "sts", endpoint: "assume-role", on: "every", action: actions.html }),
});
