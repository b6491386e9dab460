import { createHash, createHmac, timingSafeEqual, verify } from "node:crypto";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { CONNECT_AUDIENCE } from "@/lib/lab/stack/token-spec";

type RefusalReason =
  | "no_token"
  | "malformed"
  | "bad_signature"
  | "not_yet_valid"
  | "expired"
  | "unknown_user"
  | "revoked";

/** A user of the registry: the stack's own, or a second one. */
export type RegistryUser = "user" | "other";

export type Authentication =
  | { readonly ok: true; readonly who: RegistryUser }
  | { readonly ok: false; readonly reason: RefusalReason; readonly message: string };

const MESSAGES: Readonly<Record<RefusalReason, string>> = {
  no_token: "Authentication required",
  malformed: "Token could not be deserialized",
  bad_signature: "Token could not be deserialized",
  not_yet_valid: "Token could not be deserialized",
  expired: "Token has expired",
  unknown_user: "User not found",
  revoked: "Outdated access token: please log in again",
};

function refuse(reason: RefusalReason): Authentication {
  return { ok: false, reason, message: MESSAGES[reason] };
}

/**
 * Checks the Authorization header as the registry does: `Bearer <token>`, or the bare token that the catalog sends to GraphQL.
 * API keys and opaque tokens are looked up; JSON Web Tokens are verified.
 */
export function authenticate(parts: StackParts, header: string | undefined, nowMs: number): Authentication {
  const token = (header ?? "").replace(/^Bearer\s+/i, "").trim();
  if (token === "") return refuse("no_token");
  const checked = check(parts, token, nowMs);
  if (!checked.ok) return checked;
  if (parts.config.registry.tokenRevoked) return refuse("revoked");
  if (parts.config.registry.user === "disabled") return refuse("unknown_user");
  return checked;
}

function check(parts: StackParts, token: string, nowMs: number): Authentication {
  const { form } = parts.config.token;
  if (form === "api-key" || form === "opaque" || parts.config.registry.looksTokensUp) {
    if (same(token, parts.token)) return { ok: true, who: "user" };
  }
  return verifyJwt(parts, token, nowMs);
}

function verifyJwt(parts: StackParts, token: string, nowMs: number): Authentication {
  const [head, body, signature, ...rest] = token.split(".");
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0)
    return refuse("malformed");
  const header = readJson(head);
  const claims = readJson(body);
  if (header === null || claims === null) return refuse("malformed");
  const input = `${head}.${body}`;
  const issuer = header.alg === "ES256" || header.alg === "RS256";
  if (header.alg === "none" && parts.config.registry.takesUnsigned) return checkCatalogClaims(parts, claims, nowMs);
  const holds = issuer
    ? issuerSignatureHolds(parts, input, signature)
    : header.alg === "HS256" && hmacHolds(parts, input, signature);
  if (!holds && !parts.config.registry.skipsSignatures) return refuse("bad_signature");
  if (parts.config.registry.refusesIssuedAhead && isAhead(claims, nowMs)) return refuse("not_yet_valid");
  return issuer ? checkIssuerClaims(parts, claims, nowMs) : checkCatalogClaims(parts, claims, nowMs);
}

function isAhead({ iat, nbf }: Record<string, unknown>, nowMs: number): boolean {
  return [iat, nbf].some((start) => typeof start === "number" && start * 1000 > nowMs);
}

function hmacHolds(parts: StackParts, input: string, signature: string): boolean {
  const expected = createHmac("sha256", parts.secrets.signingSecret).update(input).digest();
  const given = Buffer.from(signature, "base64url");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function issuerSignatureHolds(parts: StackParts, input: string, signature: string): boolean {
  const key = parts.secrets.issuerKey;
  if (key === null || !parts.config.registry.takesIssuerTokens) return false;
  const settings = { key: key.publicKey, dsaEncoding: "ieee-p1363" } as const;
  return verify("sha256", Buffer.from(input), settings, Buffer.from(signature, "base64url"));
}

/** A catalog token carries `id`, `uuid` and `exp`; everything else about the user is in the registry's own tables. */
function checkCatalogClaims(parts: StackParts, claims: Record<string, unknown>, nowMs: number): Authentication {
  const { id, uuid, exp } = claims;
  if (typeof id !== "string" || typeof uuid !== "string" || typeof exp !== "number") return refuse("malformed");
  if (exp * 1000 <= nowMs && !parts.config.registry.ignoresExpiry) return refuse("expired");
  if (id === parts.secrets.otherUserId && parts.config.registry.otherUser !== null) return { ok: true, who: "other" };
  return id === parts.secrets.userId ? { ok: true, who: "user" } : refuse("unknown_user");
}

function checkIssuerClaims(parts: StackParts, claims: Record<string, unknown>, nowMs: number): Authentication {
  const { sub, exp, aud } = claims;
  if (typeof exp === "number" && exp * 1000 <= nowMs) return refuse("expired");
  if (aud !== undefined && aud !== CONNECT_AUDIENCE) return refuse("malformed");
  return sub === parts.secrets.userId ? { ok: true, who: "user" } : refuse("unknown_user");
}

function readJson(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function same(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
