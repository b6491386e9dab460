import type { JsonObject, JsonValue } from "./strict-json";

/** DESIGN names; the token's kind decides how it is exchanged and what it is sent to. */
export const tokenKinds = [
  "catalog-jwt",
  "role-jwt",
  "hybrid-jwt",
  "connect-jwt",
  "other-jwt",
  "jwe",
  "api-key",
  "opaque",
] as const;
export type TokenKind = (typeof tokenKinds)[number];

/** Spellings that quilt-mcp 0.8–0.12 accepted for the role. */
export const roleArnSpellings = ["role_arn", "roleArn", "aws_role_arn", "awsRoleArn"] as const;

/** The role a token asks for, under any known spelling; undefined when it names none. */
export function roleArnClaim(payload: JsonObject): JsonValue | undefined {
  return roleArnSpellings.map((name) => payload[name]).find((role) => role !== undefined);
}

function httpsHost(text: JsonValue | undefined, path: RegExp): string | null {
  if (typeof text !== "string" || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" && url.port === "" && path.test(url.pathname) ? url.hostname : null;
}

/**
 * Host of a Quilt Connect token (Quilt docs Catalog/Connect.md): `iss` is that host, `aud` its `/mcp/platform`.
 * Port and a trailing `/mcp` are not asked for here, so that the claims layer can name them when they are wrong.
 */
export function connectHost(payload: JsonObject): string | null {
  const issuer = httpsHost(payload.iss, /^\/$/);
  const audiences = Array.isArray(payload.aud) ? payload.aud : [payload.aud];
  return audiences.some((audience) => httpsHost(audience, /^\/mcp\/platform(\/mcp)?\/?$/) === issuer) ? issuer : null;
}

/** Kind of a readable three-part token, by its claims alone. */
export function jwtKindOf(payload: JsonObject): TokenKind {
  const has = (name: string) => Object.hasOwn(payload, name);
  if (roleArnClaim(payload) !== undefined) return has("catalog_token") ? "hybrid-jwt" : "role-jwt";
  if (connectHost(payload) !== null) return "connect-jwt";
  if ((has("id") || has("uuid")) && !has("catalog_token") && !has("aud")) return "catalog-jwt";
  return "other-jwt";
}
