import { withIam } from "@/lib/lab/stack/config-changes";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeExternalIdMissing = defineScenario({
  id: "exchange-external-id-missing",
  title: "The role asks for an external id that nobody sends",
  story:
    "The trust policy demands sts:ExternalId. None is sent, as quilt-mcp never sent one, even where the token carries it.",
  group: "exchange",
  codes: ["exchange/assume-role-denied"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/assume-role-denied",
  given: assumeRoleStack,
  fault: (config) => withIam(config, { externalId: "lab-external" }),
});
