import { withFault, withSts } from "@/lib/lab/stack/config-changes";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import { byServiceControlPolicy, denial, refused } from "../aws-words";
import { stsErrorAnswer } from "../fault-actions";
import { assumeRoleStack, webIdentityStack } from "../given-stacks";
import { defineScenarios } from "../scenario";

type Endpoint = "assume-role" | "web-identity";

/** STS answers every call of this kind so. */
function says(endpoint: Endpoint, { status, code, message }: ReturnType<typeof refused>) {
  const action = stsErrorAnswer(status, code, message);
  return (config: StackConfig) => withFault(config, { server: "sts", endpoint, on: "every", action });
}

const role = { verdict: "fail", given: assumeRoleStack } as const;
const denied = { ...role, codes: ["exchange/assume-role-denied"], code: "exchange/assume-role-denied" } as const;
const bad = { ...role, codes: ["exchange/invalid-parameters"], code: "exchange/invalid-parameters" } as const;
const web = {
  verdict: "fail",
  given: webIdentityStack,
  codes: ["exchange/web-identity-denied"],
  code: "exchange/web-identity-denied",
} as const;

/** What STS's own words say of roles, their callers and their tokens. */
export const exchangeAwsWords = defineScenarios("exchange", [
  {
    ...role,
    id: "exchange-sts-wrong-region",
    title: "The role is asked for at another region's endpoint",
    story: "AssumeRole is signed for the stack's region, and the endpoint is another's. The secret is right.",
    codes: ["exchange/wrong-region"],
    code: "exchange/wrong-region",
    fault: (config) => withSts(config, { region: "eu-west-1" }),
  },
  {
    ...denied,
    id: "exchange-role-root",
    title: "The root user asks for a role",
    story: "The base credentials are those of the account's root user, and AWS lets root assume no role.",
    fault: says("assume-role", refused("AccessDenied", "Roles may not be assumed by root accounts.")),
  },
  {
    ...denied,
    id: "exchange-role-mfa",
    title: "AWS wants a multi-factor code",
    story: "The base credentials may assume roles only in a session that began with a multi-factor code.",
    fault: says(
      "assume-role",
      refused("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. "),
    ),
  },
  {
    ...denied,
    id: "exchange-role-organisation",
    title: "The organisation lets nobody assume the role",
    story: "Both policies allow it, but a service control policy denies it. AWS names the policy.",
    fault: says("assume-role", denial("sts:AssumeRole", byServiceControlPolicy)),
  },
  {
    ...bad,
    id: "exchange-role-transitive-tags",
    title: "A session tag is already handed on",
    story: "The base credentials' own session hands on a tag of the same key, which cannot be set again.",
    fault: says(
      "assume-role",
      refused(
        "InvalidParameterValue",
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
        400,
      ),
    ),
  },
  {
    ...bad,
    id: "exchange-role-chained",
    title: "A role session asks for a long one",
    story: "The base credentials are a role session themselves, so that the next one lasts an hour at most.",
    fault: says(
      "assume-role",
      refused(
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        400,
      ),
    ),
  },
  {
    ...web,
    id: "exchange-web-identity-thumbprint",
    title: "The issuer has a new certificate",
    story: "IAM holds the thumbprint of the issuer's old certificate, so AWS does not trust the key set any more.",
    fault: says(
      "web-identity",
      refused(
        "InvalidIdentityToken",
        "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint",
        400,
      ),
    ),
  },
  {
    ...web,
    id: "exchange-web-identity-access-token",
    title: "An access token in place of an ID token",
    story: "The token comes from the right login, but it is not the one that AWS takes.",
    fault: says(
      "web-identity",
      refused(
        "InvalidIdentityToken",
        "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        400,
      ),
    ),
  },
  {
    ...web,
    id: "exchange-web-identity-claim",
    title: "AWS misses a claim in the token",
    story: "The token has no claim that AWS can compare with the trust policy.",
    fault: says("web-identity", refused("InvalidIdentityToken", "Missing a required claim: aud", 400)),
  },
]);
