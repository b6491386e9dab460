import { encodeBase64url } from "./base64url";
import type { ParsedToken } from "./parse-token";

/** Whether a JWT is signed HS256 with this secret (RFC 7518 §3.2); false for anything else. */
export async function isSignedWith(token: ParsedToken, secret: string): Promise<boolean> {
  if (token.jwt === null || token.algorithm !== "HS256") return false;
  const { header, payload, signature } = token.jwt.segments;
  const utf8 = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", utf8.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8.encode(`${header}.${payload}`)));
  return encodeBase64url(mac) === signature;
}
