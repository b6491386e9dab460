import type { HandedOut, KnownCredentials } from "@/lib/lab/stack/credential-store";
import { roleArn } from "@/lib/lab/stack/identities";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { AwsRefusal } from "../aws/aws-refusal";
import { isTrusted, trustPolicyOf } from "./lab-trust-policy";

/** A session of the role, or STS's refusal. */
export type RoleAnswer =
  | { readonly ok: true; readonly made: HandedOut; readonly session: string }
  | { readonly ok: false; readonly refusal: AwsRefusal; readonly reason: string };

export function refuseRole(status: number, code: string, message: string, reason: string): RoleAnswer {
  return { ok: false, refusal: { status, code, message }, reason };
}

/** ARN of the one role of the stack. */
export function stackRole({ config, secrets }: StackParts): string {
  return roleArn(config.registry.vends.role, secrets);
}

/**
 * STS AssumeRole for a verified caller: parameters, the caller's policy, then the role's trust policy.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function answerAssumeRole(parts: StackParts, caller: KnownCredentials, form: URLSearchParams): RoleAnswer {
  const wanted = form.get("RoleArn") ?? "";
  const bad = parameterFault(parts, form);
  if (bad !== null) return refuseRole(400, "ValidationError", bad, "parameters");
  const denied = (because: string, reason: string, action = "sts:AssumeRole") =>
    refuseRole(
      403,
      "AccessDenied",
      `User: ${caller.identity.arn} is not authorized to perform: ${action} on resource: ${wanted}${because}`,
      reason,
    );
  const { iam } = parts.config;
  if (!iam.roleExists || wanted !== stackRole(parts)) return denied("", "no_such_role");
  if (!iam.brokerMayAssume) {
    return denied(" because no identity-based policy allows the sts:AssumeRole action", "identity_policy");
  }
  const policy = trustPolicyOf(parts.config, parts.secrets);
  const context: Record<string, string> = {};
  const externalId = form.get("ExternalId");
  if (externalId !== null) context["sts:ExternalId"] = externalId;
  const missing = neededActions(form).find(
    (action) => !isTrusted(policy, { principal: { AWS: caller.identity.arn }, action, context }),
  );
  if (missing !== undefined)
    return denied(` because no role trust policy allows the ${missing} action`, "trust_policy", missing);
  return session(parts, form);
}

function neededActions(form: URLSearchParams): readonly string[] {
  return [
    "sts:AssumeRole",
    ...(form.has("Tags.member.1.Key") ? ["sts:TagSession"] : []),
    ...(form.has("SourceIdentity") ? ["sts:SetSourceIdentity"] : []),
  ];
}

/** What STS says of parameters that it does not take; null when it takes them. */
export function parameterFault({ config }: StackParts, form: URLSearchParams): string | null {
  const name = form.get("RoleSessionName") ?? "";
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) {
    return "1 validation error detected: Value at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*";
  }
  const seconds = Number(form.get("DurationSeconds") ?? 3600);
  return seconds > config.iam.maxSessionS
    ? "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    : null;
}

/** Mints the session that the form asks for. */
export function session({ config, store }: StackParts, form: URLSearchParams): RoleAnswer {
  const name = form.get("RoleSessionName") ?? "";
  const lifeS = Number(form.get("DurationSeconds") ?? 3600);
  const vends = { ...config.registry.vends, trueLifeS: Math.min(config.registry.vends.trueLifeS, lifeS) };
  return { ok: true, made: store.mint(vends, stackNowMs(config), name), session: name };
}
