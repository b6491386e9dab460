/** What an AWS "access denied" text says. A named policy type means "at least this one" (IAM user guide, access denied). */
export interface AccessDenied {
  readonly principal: string | null;
  /** `s3:ListBucket`. A `kms:` action inside an S3 denial means that the key's policy denies. */
  readonly action: string | null;
  readonly resource: string | null;
  /** Null when the text names none. */
  readonly policyType: PolicyType | null;
  /** A deny statement, as opposed to a missing allow. */
  readonly explicit: boolean;
}

const policyTypes = [
  "identity-based policy",
  "session policy",
  "resource-based policy",
  "permissions boundary",
  "VPC endpoint policy",
  "role trust policy",
  "service control policy",
  "resource control policy",
] as const;
type PolicyType = (typeof policyTypes)[number];

const PRINCIPAL = /\bUser: (\S{1,2048}) is not authorized/;
const ACTION = /\b[Nn]ot authorized to perform:? ([a-z0-9-]{1,64}:[A-Za-z0-9*]{1,128})/;
const RESOURCE = /\bon resource: "?([^\s"]{1,2048})/;
const EXPLICIT = /\bwith an explicit deny in (?:an? |the )?([A-Za-z -]{1,40})/;
const IMPLICIT = /\bbecause no ([A-Za-z -]{1,40}?) allows?\b/;

/**
 * Reads an AccessDenied message. Null when it does not follow AWS's form: a bare "Access Denied" says nothing
 * (S3 adds reasons only for callers of the same account or organisation).
 */
export function parseAccessDenied(message: string): AccessDenied | null {
  const text = message.slice(0, 8192);
  const action = ACTION.exec(text)?.[1] ?? null;
  const explicit = EXPLICIT.exec(text);
  const implicit = IMPLICIT.exec(text);
  if (action === null && explicit === null && implicit === null) return null;
  return {
    principal: PRINCIPAL.exec(text)?.[1] ?? null,
    action,
    resource: RESOURCE.exec(text)?.[1] ?? null,
    policyType: policyTypeIn(explicit?.[1] ?? implicit?.[1] ?? ""),
    explicit: explicit !== null,
  };
}

function policyTypeIn(phrase: string): PolicyType | null {
  return policyTypes.find((type) => phrase.startsWith(type)) ?? null;
}
