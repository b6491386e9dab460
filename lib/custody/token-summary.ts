import type { TokenSummary } from "@/lib/diagnosis/run-model";
import type { ParsedToken } from "@/lib/token/parse-token";

/** A token as it may be shown: kind, algorithm, length, expiry and a keyed fingerprint. */
export function toTokenSummary(token: ParsedToken, fingerprint: (token: string) => string): TokenSummary {
  const { expSeconds } = token;
  const expires = expSeconds === null ? null : new Date(expSeconds * 1000);
  return {
    kind: token.kind,
    algorithm: token.algorithm,
    fingerprint: fingerprint(token.raw.reveal()),
    lengthBytes: token.lengthBytes,
    expiresAt: expires === null || Number.isNaN(expires.getTime()) ? null : expires.toISOString(),
    inner: token.inner === null ? null : toTokenSummary(token.inner, fingerprint),
  };
}
