import { withFault, withSts } from "@/lib/lab/stack/config-changes";
import { actions, stsErrorAnswer, stsWithoutToken } from "../fault-actions";
import { assumeRoleStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

/** STS in the way of an exchange by AssumeRole. */
export const exchangeSts = defineScenarios("exchange", [
  {
    id: "exchange-sts-throttled",
    title: "STS throttles the exchange",
    story: "STS asks callers to slow down when the role is to be assumed.",
    codes: ["exchange/throttled"],
    verdict: "inconclusive",
    code: "exchange/throttled",
    given: assumeRoleStack,
    fault: (config) =>
      withFault(config, {
        server: "sts",
        endpoint: "assume-role",
        on: "every",
        action: stsErrorAnswer(400, "Throttling", "Rate exceeded"),
      }),
  },
  {
    id: "exchange-sts-region-disabled",
    title: "STS is disabled in the exchange's region",
    story: "The account that owns the role has disabled STS in this region.",
    codes: ["exchange/region-disabled"],
    verdict: "fail",
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
  },
  {
    id: "exchange-sts-not-aws",
    title: "A sign-in page answers instead of STS",
    story: "Where STS should be, a proxy answers with a sign-in page.",
    codes: ["exchange/not-aws"],
    verdict: "fail",
    code: "exchange/not-aws",
    given: assumeRoleStack,
    fault: (config) => withFault(config, { server: "sts", endpoint: "assume-role", on: "every", action: actions.html }),
  },
  {
    id: "exchange-sts-missing-fields",
    title: "STS returns half a credential",
    story: "The answer looks like one from STS but lacks the session token.",
    codes: ["exchange/missing-fields"],
    verdict: "fail",
    code: "exchange/missing-fields",
    given: assumeRoleStack,
    fault: (config) =>
      withFault(config, { server: "sts", endpoint: "assume-role", on: "genuine", action: stsWithoutToken }),
  },
  {
    id: "exchange-sts-clock-ahead",
    title: "The STS clock is an hour ahead",
    story: "Every signature made here looks expired there.",
    codes: ["exchange/request-time-skewed", "exchange/clock-skew"],
    verdict: "fail",
    code: "exchange/request-time-skewed",
    given: assumeRoleStack,
    fault: (config) => withSts(config, { clockOffsetS: 3600 }),
  },
  {
    id: "exchange-sts-not-enforced",
    title: "STS checks no signature",
    story: "A stand-in for STS gives credentials to anyone who names the key, whatever the signature.",
    codes: ["exchange/not-enforced", "identity/not-enforced"],
    verdict: "fail",
    code: "exchange/not-enforced",
    given: assumeRoleStack,
    fault: (config) => withSts(config, { verifies: false }),
  },
]);
