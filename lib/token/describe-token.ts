import { fakeMarks, isSampleToken } from "./known-fakes";
import { type ParsedToken, parseToken, type TokenFault } from "./parse-token";
import { durationWords, isoFromSeconds } from "./time-claims";
import type { TokenKind } from "./token-kind";

/** What the paste box says about a token: read locally, nothing verified, nothing sent. Holds no secret. */
export interface TokenDescription {
  readonly kind: TokenKind;
  /** "catalog token", "API key" … */
  readonly kindWords: string;
  readonly algorithm: string | null;
  readonly lengthBytes: number;
  /** ISO 8601 UTC, or null when the token names no readable expiry. */
  readonly expiresAt: string | null;
  /** "expires in 3 days", "expired 2 hours ago", "no readable expiry". */
  readonly expiry: string;
  readonly expired: boolean;
  /** What was taken off the pasted text. */
  readonly stripped: readonly string[];
  /** Plain sentences, most serious first. */
  readonly warnings: readonly string[];
  readonly inner: TokenDescription | null;
}

export type TokenPreview =
  | { readonly ok: true; readonly description: TokenDescription }
  | { readonly ok: false; readonly fault: TokenFault };

export const tokenKindWords: Readonly<Record<TokenKind, string>> = {
  "catalog-jwt": "catalog token",
  "role-jwt": "role token (names an AWS role, no catalog identity)",
  "hybrid-jwt": "hybrid token (names an AWS role and holds a catalog token)",
  "connect-jwt": "Quilt Connect token",
  "other-jwt": "JWT of an unknown kind",
  jwe: "encrypted token (JWE)",
  "api-key": "API key",
  opaque: "opaque token",
};

function expiryWords(token: ParsedToken, nowMs: number): string {
  if (token.expSeconds === null) return "no readable expiry";
  const left = token.expSeconds - nowMs / 1000;
  return left > 0 ? `expires in ${durationWords(left)}` : `expired ${durationWords(left)} ago`;
}

function warningsOf(token: ParsedToken): string[] {
  const warnings = (token.jwt?.faults ?? []).map((fault) => `It is malformed: ${fault.message}.`);
  const algorithm = token.algorithm?.toLowerCase();
  if (algorithm === "none") warnings.push("It is not signed (alg none).");
  const payload = token.jwt?.payload ?? null;
  const marks = payload === null ? { certain: [], hints: [] } : fakeMarks(payload);
  for (const mark of marks.certain) warnings.push(`A test token: ${mark}.`);
  for (const mark of marks.hints) warnings.push(`Perhaps a test token: ${mark}.`);
  if (isSampleToken(token.raw.reveal())) warnings.push("This is sample text from documentation or tests.");
  if (/^[{[]/.test(token.raw.reveal())) warnings.push("This looks like JSON: paste only the token inside it.");
  return warnings;
}

/** Describes a parsed token at a time (milliseconds since the epoch). */
export function describeParsedToken(token: ParsedToken, nowMs: number): TokenDescription {
  const expiry = expiryWords(token, nowMs);
  return {
    kind: token.kind,
    kindWords: tokenKindWords[token.kind],
    algorithm: token.algorithm,
    lengthBytes: token.lengthBytes,
    expiresAt: token.expSeconds === null ? null : isoFromSeconds(token.expSeconds),
    expiry,
    expired: token.expSeconds !== null && token.expSeconds * 1000 <= nowMs,
    stripped: [],
    warnings: warningsOf(token),
    inner: token.inner === null ? null : describeParsedToken(token.inner, nowMs),
  };
}

/** Describes what stands in the paste box, in plain words. Never throws. */
export function describeToken(raw: string, nowMs: number): TokenPreview {
  const result = parseToken(raw);
  if (!result.ok) return result;
  return { ok: true, description: { ...describeParsedToken(result.token, nowMs), stripped: result.stripped } };
}
