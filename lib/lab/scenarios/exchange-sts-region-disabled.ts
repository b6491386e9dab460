import { withFault } from "@/lib/lab/stack/config-changes";
import { stsErrorAnswer } from "./fault-actions";
import { assumeRoleStack } from "./given-stacks";
import { defineScenario } from "./scenario";

export const exchangeStsRegionDisabled = defineScenario({
  id: "exchange-sts-region-disabled",
  title: "STS is off in this region",
  story: "The account that owns the role has switched STS off in this region.",
  group: "exchange",
  codes: ["exchange/region-disabled"],
  verdict: "fail",
  brokenLayer: "exchange",
  code: "exchange/region-disabled",
  given: assumeRoleStack,
  fault: (config) =>
    withFault(config, {
      server: "sts",
      endpoint: "assume-role",
      on: "every",
      action: stsErrorAnswer(
        403,
        "RegionDisabledException",
        "STS is not activated in this region for the requested account.",
      ),
    }),
});
