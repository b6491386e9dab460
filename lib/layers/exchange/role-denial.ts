import type { AccessDenied } from "@/lib/clients/aws/access-denied";
import type { FindingWords } from "@/lib/diagnosis/layer";

/** What an AssumeRole may carry beside the role, each of which needs an action of its own in the trust policy. */
const extras: Readonly<Record<string, { readonly what: string; readonly setting: string; readonly signal: string }>> = {
  "sts:TagSession": { what: "session tags", setting: "exchange.sessionTags", signal: "tags-not-allowed" },
  "sts:SetSourceIdentity": {
    what: "a source identity",
    setting: "exchange.sourceIdentity",
    signal: "source-identity-not-allowed",
  },
};

export const roleDenialSignals = [
  "denied-by-trust-policy",
  ...Object.values(extras).map(({ signal }) => signal),
] as const;

function extraOf(denied: AccessDenied | null) {
  const action = denied?.action ?? "";
  return Object.hasOwn(extras, action) ? (extras[action] ?? null) : null;
}

/** What a denial of AssumeRole tells of itself, for the rules that explain it. */
export function denialSignals(denied: AccessDenied | null): readonly string[] {
  const extra = extraOf(denied);
  return [
    ...(denied?.policyType === "role trust policy" ? ["denied-by-trust-policy"] : []),
    ...(extra === null ? [] : [extra.signal]),
  ];
}

/** A finding's words for a denial of AssumeRole, where they can be closer than those of any denial. */
export function roleDenialWords(denied: AccessDenied | null): FindingWords {
  const extra = extraOf(denied);
  const byPolicy = denied?.policyType ?? null;
  // What the base credentials' own session was given is no registry's matter.
  const actor = byPolicy === "session policy" ? ({ actor: "aws-admin" } as const) : {};
  if (denied === null || denied.explicit) return actor;
  if (extra !== null && (byPolicy === null || byPolicy === "role trust policy")) {
    return {
      title: `the role may not be assumed with ${extra.what}: nothing allows ${denied.action}`,
      remedy: `Allow ${denied.action} in the role's trust policy, as the one in the evidence does, or leave ${extra.setting} out.`,
    };
  }
  if (byPolicy === "role trust policy")
    return { remedy: "Compare the role's trust policy with the one in the evidence." };
  if (byPolicy === "identity-based policy")
    return { remedy: "Give the caller the policy in the evidence (callerPolicy)." };
  return actor;
}
