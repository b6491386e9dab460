/** What an AWS "access denied" text says. A named policy type means "at least this one" (IAM user guide, access denied). */
export interface AccessDenied {
  readonly principal: string | null;
  /** `s3:ListBucket`. A `kms:` action inside an S3 denial means that the key's policy denies. */
  readonly action: string | null;
  readonly resource: string | null;
  /** Null when the text names none. */
  readonly policyType: PolicyType | null;
  /** The policy itself, where AWS names it. */
  readonly policyArn: string | null;
  /** With which an administrator looks the decision up (GetRequestAuthorizationDetails). */
  readonly authorizationId: string | null;
  /** A deny statement, as opposed to a missing allow. */
  readonly explicit: boolean;
}

export const policyTypes = [
  "identity-based policy",
  "session policy",
  "resource-based policy",
  "permissions boundary",
  "VPC endpoint policy",
  "role trust policy",
  "service control policy",
  "resource control policy",
] as const;
export type PolicyType = (typeof policyTypes)[number];

/** No AWS text is longer. */
const MAX_LENGTH = 8192;
const NOT_AUTHORIZED = "not authorized to perform";

/**
 * Reads an AccessDenied message, in one pass from its marks. Null when it does not follow AWS's form: a bare "Access
 * Denied" says nothing (S3 adds reasons only for callers of the same account or organisation).
 */
export function parseAccessDenied(message: string): AccessDenied | null {
  const text = unwrapped(message.slice(0, MAX_LENGTH));
  const action = actionIn(text);
  const policy = policyIn(text);
  if (action === null && policy === null) return null;
  return {
    principal: principalIn(text),
    action,
    resource: resourceIn(text),
    policyType: policy?.type ?? null,
    policyArn: policy?.arn ?? null,
    authorizationId: authorizationIdIn(text),
    explicit: policy?.explicit ?? false,
  };
}

/** XML may break a sentence into lines. */
function unwrapped(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
}

function principalIn(text: string): string | null {
  const rest = after(text, "User: ");
  const end = rest?.indexOf(" is not authorized") ?? -1;
  return rest === null || end <= 0 ? null : rest.slice(0, end);
}

function actionIn(text: string): string | null {
  const rest = after(text.replace("Not authorized", "not authorized"), NOT_AUTHORIZED);
  if (rest === null) return null;
  const word = firstWord(rest.startsWith(":") ? rest.slice(1) : rest);
  return /^[a-z0-9-]{1,64}:[A-Za-z0-9*]{1,128}$/.test(word) ? word : null;
}

/** In quotes where it may hold blanks, as keys of objects do. */
function resourceIn(text: string): string | null {
  const rest = after(text, "on resource: ");
  if (rest === null) return null;
  if (!rest.startsWith('"')) return firstWord(rest) || null;
  const end = rest.indexOf('"', 1);
  return end <= 1 ? null : rest.slice(1, end);
}

interface NamedPolicy {
  readonly type: PolicyType | null;
  readonly arn: string | null;
  readonly explicit: boolean;
}

function policyIn(text: string): NamedPolicy | null {
  const denied = after(text, "with an explicit deny in ");
  const missing = denied === null ? after(text, "because no ") : null;
  const rest = withoutArticle(denied ?? missing ?? "");
  const type = policyTypes.find((one) => rest.startsWith(one)) ?? null;
  if (denied !== null) return { type, arn: arnBehind(rest, type), explicit: true };
  // "because no … allows": another sentence that happens to begin so says nothing about a policy.
  const allows = missing !== null && /^ allows?(?![a-z])/.test(rest.slice(type?.length ?? rest.indexOf(" allow")));
  return allows ? { type, arn: null, explicit: false } : null;
}

function withoutArticle(text: string): string {
  const article = ["an ", "a ", "the "].find((one) => text.startsWith(one));
  return article === undefined ? text : text.slice(article.length);
}

/** AWS writes `service control policy: arn:aws:organizations::…`. */
function arnBehind(rest: string, type: PolicyType | null): string | null {
  const behind = type === null ? "" : rest.slice(type.length);
  const arn = behind.startsWith(": ") ? firstWord(behind.slice(2)) : "";
  return arn.startsWith("arn:") ? arn : null;
}

function authorizationIdIn(text: string): string | null {
  const named = after(text, "authorization id: ") ?? after(text, "authorization ID: ");
  const linked = named ?? after(text, "/authorization-details/");
  return linked === null ? null : firstWord(linked) || null;
}

function after(text: string, mark: string): string | null {
  const at = text.indexOf(mark);
  return at < 0 ? null : text.slice(at + mark.length);
}

/** Up to the next blank, without the full stop of its sentence. */
function firstWord(text: string): string {
  const [word = ""] = text.trimStart().split(/[\s"<>]/, 1);
  return word.replace(/[.,;]$/, "");
}
