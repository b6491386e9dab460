import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { iamOrigin } from "@/lib/clients/aws/aws-origins";
import { getRole, type RoleDescription } from "@/lib/clients/aws/get-role";
import { parseArn } from "@/lib/clients/aws/parse-arn";
import type { BonafideContext } from "../shared/layer-input";

const MAX_POLICY = 2000;

/** Shows the role's real trust policy beside, read with the base credentials; what stands in the way is just said. */
export async function showTrustPolicy(
  ctx: BonafideContext,
  roleArn: string,
  credentials: AwsCredentials,
  region: string,
): Promise<void> {
  const name = parseArn(roleArn)?.name ?? "";
  const { stsEndpoint } = ctx.input.target.aws;
  const call = await getRole({
    credentials,
    region,
    roleName: name,
    ...(stsEndpoint === undefined ? {} : { endpoint: iamOrigin(region, stsEndpoint) }),
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
    send: (request) => ctx.http.send("beside:trust-policy", request),
  });
  ctx.fact("trust-policy-in-iam", describe(call, roleArn));
  if (isNoSuchRole(call)) ctx.recognised("role-not-in-iam");
  const { arn, trustPolicy } = call.value ?? {};
  if (arn === roleArn && trustPolicy?.includes("sts:ExternalId") === true) ctx.recognised("policy-asks-external-id");
}

function isNoSuchRole({ error }: AwsCall<RoleDescription>): boolean {
  return error?.code.startsWith("NoSuchEntity") === true;
}

function describe(call: AwsCall<RoleDescription>, roleArn: string): string {
  const { raw, error, value } = call;
  if (raw.kind === "failure") return `not read: ${raw.failure}`;
  if (error !== null) {
    return isNoSuchRole(call)
      ? "there is no such role in the account of the base credentials"
      : `not read: ${error.code}`;
  }
  if (value === null || typeof value.arn !== "string" || value.trustPolicy === null)
    return "not read: not an IAM answer";
  // IAM looks in the caller's account, where another role may have the name.
  if (value.arn !== roleArn) return `not read: the base credentials see another role of this name, ${value.arn}`;
  return value.trustPolicy.replace(/\s+/g, " ").slice(0, MAX_POLICY);
}
