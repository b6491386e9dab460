import { accountOfKey } from "@/lib/clients/aws/account-of-key";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { parseArn } from "@/lib/clients/aws/parse-arn";
import type { ParsedToken } from "@/lib/token/parse-token";
import type { ResolvedTarget } from "@/lib/wire/resolved-target";

type Settings = ResolvedTarget["exchange"];

function policy(statement: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

/** What an AssumeRole call with these settings has to be allowed. */
export function neededActions(settings: Settings): readonly string[] {
  return [
    "sts:AssumeRole",
    ...(Object.keys(settings.sessionTags ?? {}).length > 0 ? ["sts:TagSession"] : []),
    ...(settings.sourceIdentity === undefined ? [] : ["sts:SetSourceIdentity"]),
  ];
}

/** A trust policy names roles and users, never sessions; a session's role is named without its path, which nobody shows. */
function principalOf(caller: string): string {
  const arn = parseArn(caller);
  return arn?.kind === "assumed-role" ? `arn:${arn.partition}:iam::${arn.account}:role/${arn.name}` : caller;
}

/**
 * The trust policy under which this call would be allowed. `caller` is the ARN that AWS names, if it does; else the
 * account of the base key stands for it, or the role's own.
 */
export function assumeRoleTrust(
  settings: Settings,
  roleArn: string,
  base: Pick<AwsCredentials, "accessKeyId">,
  caller: string | null,
): string {
  const role = parseArn(roleArn);
  const account = accountOfKey(base.accessKeyId)?.account ?? role?.account ?? "";
  const principal = caller === null ? `arn:${role?.partition ?? "aws"}:iam::${account}:root` : principalOf(caller);
  return policy({
    Principal: { AWS: principal },
    Action: neededActions(settings),
    ...(settings.externalId === undefined
      ? {}
      : { Condition: { StringEquals: { "sts:ExternalId": settings.externalId } } }),
  });
}

/** The policy that the caller needs on its own side, always where the role is of another account. */
export function callerPolicy(settings: Settings, roleArn: string): string {
  return policy({ Action: neededActions(settings), Resource: roleArn });
}

/** What to look at when AssumeRole is refused (IAM user guide, "troubleshoot IAM roles"). */
export function assumeRoleChecks(settings: Settings): readonly string[] {
  return [
    "the role exists, and its ARN has exactly this path and case",
    "its trust policy names the caller; wildcards in a principal are not accepted",
    settings.externalId === undefined
      ? "it requires no sts:ExternalId, as none was sent"
      : "its sts:ExternalId is the one that was sent",
    ...(neededActions(settings).length > 1
      ? [`it allows ${neededActions(settings).slice(1).join(" and ")} as well`]
      : []),
    "it has no condition on MFA, source address, organisation or date that this call does not meet",
    "the caller's own policy, boundary and service control policies allow sts:AssumeRole on it",
  ];
}

/** The issuer as IAM names it: without its scheme (IAM user guide, "OIDC federation"). */
export function providerName(issuer: string): string {
  return issuer.replace(/^https:\/\//, "");
}

/** The trust policy under which this token would be accepted; null for a token that names no issuer. */
export function webIdentityTrust(token: ParsedToken, roleArn: string): string | null {
  const { iss, aud, sub } = token.jwt?.payload ?? {};
  if (typeof iss !== "string") return null;
  const role = parseArn(roleArn);
  const provider = providerName(iss.slice(0, 200));
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.filter((one) => typeof one === "string").slice(0, 10) : value;
  return policy({
    Principal: { Federated: `arn:${role?.partition ?? "aws"}:iam::${role?.account ?? ""}:oidc-provider/${provider}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    // What the token does not say is left out of the text.
    Condition: { StringEquals: { [`${provider}:aud`]: texts(aud), [`${provider}:sub`]: texts(sub) } },
  });
}
