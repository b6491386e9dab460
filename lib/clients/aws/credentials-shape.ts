import type { AwsCredentials } from "./aws-credentials";

/** What an id's four-letter prefix says it is (IAM user guide, "unique identifiers"). */
export type KeyIdKind = "session" | "long-term" | "other-id" | "unknown";

const OTHER_IDS: Readonly<Record<string, string>> = {
  ABIA: "an STS service bearer token",
  ACCA: "a context-specific credential",
  AGPA: "a user group",
  AIDA: "an IAM user",
  AIPA: "an EC2 instance profile",
  ANPA: "a managed policy",
  ANVA: "a version of a managed policy",
  APKA: "a public key",
  AROA: "a role",
  ASCA: "a certificate",
};

/** `session` for ASIA, `long-term` for AKIA, `other-id` for a known prefix that is no access key. */
export function keyIdKind(accessKeyId: string): KeyIdKind {
  if (accessKeyId.startsWith("ASIA")) return "session";
  if (accessKeyId.startsWith("AKIA")) return "long-term";
  return otherIdKind(accessKeyId) === null ? "unknown" : "other-id";
}

/** What an id that is no access key names: "a role". Null for access keys and unknown prefixes. */
export function otherIdKind(id: string): string | null {
  return OTHER_IDS[id.slice(0, 4)] ?? null;
}

/** What is wrong with credentials before any call; see `credentialProblems`. */
export type CredentialProblem =
  | "empty-field"
  | "whitespace"
  | "unprintable"
  | "not-an-access-key"
  | "session-token-missing"
  | "session-token-beside-long-term-key";

/**
 * Checks credentials without a call. The SDK signs and sends empty fields, spaces and session keys without their
 * token, and fails on a line break with an error of its own: all are told apart here instead.
 */
export function credentialProblems(credentials: AwsCredentials): readonly CredentialProblem[] {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const fields = [accessKeyId, secretAccessKey, sessionToken];
  const kind = keyIdKind(accessKeyId);
  const found: CredentialProblem[] = [];
  if (accessKeyId === "" || secretAccessKey === "") found.push("empty-field");
  if (fields.some((field) => /\s/.test(field))) found.push("whitespace");
  if (fields.some((field) => /[^\x20-\x7e\s]/.test(field))) found.push("unprintable");
  if (kind === "other-id") found.push("not-an-access-key");
  if (kind === "session" && sessionToken === "") found.push("session-token-missing");
  if (kind === "long-term" && sessionToken !== "") found.push("session-token-beside-long-term-key");
  return found;
}
