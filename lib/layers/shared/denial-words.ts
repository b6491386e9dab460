import type { AccessDenied, PolicyType } from "@/lib/clients/aws/access-denied";
import type { FindingWords } from "@/lib/diagnosis/layer";
import type { Actor, Evidence } from "@/lib/diagnosis/model";

/** Where a policy of each type stands, and who can change it (IAM user guide, "Troubleshoot access denied"). */
const holders: Readonly<Record<PolicyType, { readonly place: string; readonly actor: Actor }>> = {
  "identity-based policy": { place: "the caller's own policies", actor: "aws-admin" },
  "session policy": { place: "the session policy that the credentials were made with", actor: "registry-admin" },
  "resource-based policy": { place: "the resource's own policy (of a bucket, its bucket policy)", actor: "aws-admin" },
  "permissions boundary": { place: "the permissions boundary of the caller's role or user", actor: "aws-admin" },
  "VPC endpoint policy": {
    place: "the policy of the VPC endpoint that the request went through",
    actor: "aws-admin",
  },
  "role trust policy": { place: "the role's trust policy", actor: "aws-admin" },
  "service control policy": { place: "the organisation's service control policy", actor: "aws-admin" },
  "resource control policy": { place: "the organisation's resource control policy", actor: "aws-admin" },
};

/** A finding's words where AWS names the policy that denies; nothing where it names none. */
export function denialWords(denied: AccessDenied | null): FindingWords {
  if (denied === null || denied.policyType === null) return {};
  const { place, actor } = holders[denied.policyType];
  const action = denied.action ?? "the call";
  if (!denied.explicit) {
    return { title: `no ${denied.policyType} allows ${action}`, remedy: `Allow ${action} in ${place}.`, actor };
  }
  const revoked = denied.policyType === "identity-based policy" ? " A revoked session looks the same." : "";
  return {
    title: `${article(denied.policyType)} explicitly denies ${action}`,
    remedy: `Find the Deny of ${action} in ${place}; others may deny it too.${revoked}`,
    actor,
  };
}

function article(type: PolicyType): string {
  return type === "identity-based policy" ? `an ${type}` : `a ${type}`;
}

/** The denial in fields, as far as AWS tells them. */
export function denialEvidence(denied: AccessDenied | null): Evidence {
  if (denied === null) return {};
  const { principal, action, resource, policyType, policyArn, authorizationId } = denied;
  const told = { principal, action, resource, policyType, policyArn, authorizationId };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}
