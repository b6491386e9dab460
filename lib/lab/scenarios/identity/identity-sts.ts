import { withFault, withSts } from "@/lib/lab/stack/config-changes";
import { actions } from "../fault-actions";
import { defineScenarios } from "../scenario";

/** An STS that is none, or not for this caller. */
export const identitySts = defineScenarios("identity", [
  {
    id: "identity-not-aws-html",
    title: "A web page answers instead of STS",
    story: "200 and a web page. The AWS SDK takes that for a success without an identity.",
    codes: ["identity/not-aws"],
    verdict: "fail",
    code: "identity/not-aws",
    fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.html }),
  },
  {
    id: "identity-not-aws-empty",
    title: "STS answers with an empty body",
    story: "200 and an empty body. The AWS SDK takes that for a success, too.",
    codes: ["identity/not-aws"],
    verdict: "fail",
    code: "identity/not-aws",
    fault: (config) => withFault(config, { server: "sts", endpoint: "identity", on: "every", action: actions.empty }),
  },
  {
    id: "identity-region-disabled",
    title: "STS is disabled in this region",
    story: "The account that owns the role has not activated STS in the region.",
    codes: ["identity/region-disabled", "mcp/tool-failed"],
    verdict: "fail",
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
  },
  {
    id: "identity-throttled",
    title: "STS throttles requests",
    story: "STS answers Throttling. That says nothing about the credentials.",
    codes: ["identity/throttled", "mcp/upstream-failed"],
    verdict: "inconclusive",
    code: "identity/throttled",
    fault: (config) => withSts(config, { refuses: { status: 400, code: "Throttling", message: "Rate exceeded" } }),
  },
]);
