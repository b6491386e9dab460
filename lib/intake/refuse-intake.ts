import type { RefusedKind } from "./intake-types";
import { isCut, isPlaceholder } from "./token-forms";

/** What a text is that holds no token, with what to do instead. */
export interface IntakeRefusal {
  readonly kind: RefusedKind;
  readonly message: string;
  readonly suggestion: string;
}

const refusals: Readonly<Record<RefusedKind, readonly [message: string, suggestion: string]>> = {
  "refresh-token": [
    "This is a refresh token, not a bearer token.",
    "Give the access token that stands beside it, or log in again (quilt3 login).",
  ],
  "login-code": [
    "This is a login code, not a bearer token.",
    "Redeem it first (quilt3 login), then use the access token that comes of it.",
  ],
  "role-arn": ["This is the ARN of a role, not a token.", "Name it in the target (exchange.roleArn, expect.roleArn)."],
  "aws-keys": [
    "These are AWS keys, not a bearer token.",
    "Give the token that the registry turns into such keys. If they are real, do not leave them lying about.",
  ],
  "private-key": [
    "This is a private key, not a token.",
    "Give the token that was signed with it. If the key was pasted anywhere, replace it.",
  ],
  html: [
    "This is an HTML page, not a token: probably a sign-in page in place of an answer.",
    "Log in, and copy the token from the request's Authorization header.",
  ],
  image: ["This is an image, not a text.", "Copy the token as text."],
  binary: ["This is a binary file, not a text.", "Unpack it first, or copy the token as text."],
  cut: ["The token was cut off or masked: a part of it is missing.", "Copy the whole token from where it was issued."],
  nothing: [
    "There is no token in this text.",
    "Give the token itself, or the request, command or file that holds it; a variable or template must be filled in first.",
  ],
};

export function intakeRefusal(kind: RefusedKind): IntakeRefusal {
  const [message, suggestion] = refusals[kind];
  return { kind, message, suggestion };
}

/** What a text without a token is, by its form; null where it is nothing that is known. */
export function refusedKindOf(text: string): RefusedKind | null {
  const trimmed = text.trim();
  const start = trimmed.slice(0, 20_000);
  if (/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----|^PuTTY-User-Key-File/.test(start)) return "private-key";
  if (/^(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!doctype html|html|head|body)\b/i.test(start)) return "html";
  if (/^["']?arn:aws[\w-]{0,20}:(?:iam|sts)::\d{0,12}:[\w+=,.@/-]{1,700}["']?$/.test(start)) return "role-arn";
  if (/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{12,28}(?![A-Z0-9])|aws_secret_access_key|SecretAccessKey/i.test(start)) {
    return "aws-keys";
  }
  if (
    /(?:^|[?&#])code=[\w.-]{4,}/.test(start) ||
    /^[^\n]{0,200}["']?(?:login[_-]?)?code["']?\s{0,4}[:=]\s{0,4}["']?[\w-]{6,}["']?\s{0,4}[},;]?$/i.test(start)
  ) {
    return "login-code";
  }
  if (isCut(start)) return "cut";
  return isPlaceholder(heldValue(trimmed)) ? "nothing" : null;
}

/** The value of a line such as `TOKEN=$OTHER` or `Authorization: Bearer {{token}}`. */
function heldValue(text: string): string {
  const [line = ""] = text.slice(0, 1000).split("\n");
  const unnamed = line.replace(/^\s{0,8}(?:export[ \t])?["']?[\w$-]{1,60}["']?[ \t]{0,4}[:=][ \t]{0,4}/, "");
  return unnamed
    .replace(/^["']?Bearer[ \t]{1,4}/i, "")
    .replace(/^["'`]|["'`;,]{1,2}$/g, "")
    .trim();
}
