import { brokerArn, roleArn } from "@/lib/lab/stack/identities";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import type { StackSecrets } from "@/lib/lab/stack/stack-secrets";
import { LAB_ISSUER } from "@/lib/lab/stack/token-spec";

/** A statement that allows: all that the lab's policies hold. */
interface Statement {
  readonly Effect: "Allow";
  readonly Principal: { readonly AWS: string } | { readonly Federated: string };
  readonly Action: readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

export interface TrustPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Issuer as IAM names it: without its scheme. */
export const PROVIDER = LAB_ISSUER.replace("https://", "");

/** ARN of the account's OpenID Connect provider. */
export function providerArn(secrets: StackSecrets): string {
  return `arn:aws:iam::${secrets.account}:oidc-provider/${PROVIDER}`;
}

/** The trust policy of the role, as the stack's configuration has it. */
export function trustPolicyOf({ iam, registry }: StackConfig, secrets: StackSecrets): TrustPolicy {
  const stranger = roleArn({ ...registry.vends.role, name: "SomebodyElse" }, secrets);
  const actions = [
    "sts:AssumeRole",
    ...(iam.allowsTags ? ["sts:TagSession"] : []),
    ...(iam.allowsSourceIdentity ? ["sts:SetSourceIdentity"] : []),
  ];
  const assume: Statement = {
    Effect: "Allow",
    Principal: { AWS: iam.trusts === "broker" ? brokerArn(secrets) : stranger },
    Action: actions,
    ...(iam.externalId === null ? {} : { Condition: { StringEquals: { "sts:ExternalId": iam.externalId } } }),
  };
  const { provider } = iam;
  if (provider === null) return { Version: "2012-10-17", Statement: [assume] };
  const subject = provider.trustedSubject === "user" ? secrets.userId : "somebody-else";
  const federated: Statement = {
    Effect: "Allow",
    Principal: { Federated: providerArn(secrets) },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: {
      StringEquals: { [`${PROVIDER}:aud`]: provider.audiences, [`${PROVIDER}:sub`]: subject },
    },
  };
  return { Version: "2012-10-17", Statement: [assume, federated] };
}

export interface TrustRequest {
  readonly principal: { readonly AWS: string } | { readonly Federated: string };
  readonly action: string;
  /** Values of condition keys; a key that is absent meets no condition. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Whether a trust policy allows a request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isTrusted(policy: TrustPolicy, request: TrustRequest): boolean {
  return policy.Statement.some(
    (statement) =>
      JSON.stringify(statement.Principal) === JSON.stringify(request.principal) &&
      statement.Action.includes(request.action) &&
      Object.entries(statement.Condition?.StringEquals ?? {}).every(([key, wanted]) =>
        [wanted].flat().includes(request.context[key] ?? ""),
      ),
  );
}
