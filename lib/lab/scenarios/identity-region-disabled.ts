import { withSts } from "@/lib/lab/stack/config-changes";
import { defineScenario } from "./scenario";

export const identityRegionDisabled = defineScenario({
  id: "identity-region-disabled",
  title: "STS is switched off in this region",
  story: "The account that owns the role has not activated STS in the region.",
  group: "identity",
  codes: ["identity/region-disabled", "mcp/tool-failed"],
  verdict: "fail",
  brokenLayer: "identity",
  code: "identity/region-disabled",
  fault: (config) =>
    withSts(config, {
      refuses: {
        status: 403,
        code: "RegionDisabledException",
        message:
          "STS is not activated in this region for account. Your account administrator can activate STS in this region using the IAM Console.",
      },
    }),
});
