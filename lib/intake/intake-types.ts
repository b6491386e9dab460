import type { Secret } from "@/lib/secret";

/** What a text turned out to be: a closed list. */
const intakeShapes = [
  "raw",
  "header",
  "curl",
  "http-request",
  "har",
  "json",
  "env",
  "cookie",
  "auth-json",
  "mcp-config",
  "log",
] as const;
export type IntakeShape = (typeof intakeShapes)[number];

/** What a text holds in place of a token. */
export type RefusedKind =
  | "refresh-token"
  | "login-code"
  | "role-arn"
  | "aws-keys"
  | "private-key"
  | "html"
  | "image"
  | "binary"
  | "cut"
  | "nothing";

/** A token that was found, and the first place where it stands. */
export interface TokenFound {
  readonly token: Secret;
  /** "header Authorization", "member data.access_token", "line 12". */
  readonly where: string;
  /** What was put right: "line breaks", "JSON escapes". */
  readonly mended: readonly string[];
}

/** A value for the target that stands beside the token; offered, never followed unasked. */
export interface IntakeHint {
  readonly field: "registryUrl" | "mcpUrl" | "catalogUrl" | "s3.bucket";
  readonly value: string;
  readonly where: string;
}

export type IntakeResult =
  | {
      readonly ok: true;
      readonly shape: IntakeShape;
      /** Distinct tokens in order of appearance. */
      readonly found: readonly TokenFound[];
      readonly hints: readonly IntakeHint[];
    }
  | { readonly ok: false; readonly kind: RefusedKind };
