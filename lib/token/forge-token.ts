import { encodeBase64url } from "./base64url";
import type { ParsedToken } from "./parse-token";

const encoder = new TextEncoder();

function encodedHeader(algorithm: string): string {
  return encodeBase64url(encoder.encode(JSON.stringify({ alg: algorithm, typ: "JWT" })));
}

function payloadOf(token: ParsedToken): string {
  const payload = token.jwt?.segments.payload ?? "";
  if (payload === "" || token.kind === "jwe") throw new TypeError("Only a JWT has claims that can be signed anew.");
  return payload;
}

/**
 * The same claims, byte for byte, signed HS256 with another secret: a registry that checks signatures refuses it.
 * Rejects with a TypeError for tokens without readable claims.
 */
export async function forgeToken(token: ParsedToken, secret: string): Promise<string> {
  const input = `${encodedHeader("HS256")}.${payloadOf(token)}`;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(input));
  return `${input}.${encodeBase64url(new Uint8Array(signature))}`;
}

/** The same claims with `alg: none` and no signature (RFC 7519 §6). Throws a TypeError for tokens without claims. */
export function unsignedToken(token: ParsedToken): string {
  return `${encodedHeader("none")}.${payloadOf(token)}.`;
}
