import { createHash, type KeyObject } from "node:crypto";

/** The members that a thumbprint covers, in its order (RFC 7638 §3.2, RFC 8037 §2). */
const members = ["crv", "e", "kty", "n", "x", "y"] as const;

/** SHA-256 thumbprint of a public key as a JWK, base64url: its name, whatever file or key set it comes from. */
export function keyThumbprint(key: KeyObject): string {
  const jwk: Readonly<Record<string, unknown>> = { ...key.export({ format: "jwk" }) };
  const required = members.filter((name) => jwk[name] !== undefined).map((name) => [name, jwk[name]]);
  return createHash("sha256")
    .update(JSON.stringify(Object.fromEntries(required)))
    .digest("base64url");
}
