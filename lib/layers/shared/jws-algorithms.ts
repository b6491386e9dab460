/**
 * What a JWS algorithm name asks of its key (RFC 7518 §3.1, RFC 8037, RFC 9864). Names are case-sensitive. EdDSA means
 * Ed25519 alone: jose has no Ed448.
 */
export type JwsAlgorithm =
  | { readonly family: "hmac"; readonly hash: string; readonly minBits: number }
  | { readonly family: "rsa" | "rsa-pss"; readonly hash: string }
  | { readonly family: "ec"; readonly hash: string; readonly curve: "P-256" | "P-384" | "P-521" }
  | { readonly family: "eddsa"; readonly curve: "Ed25519" };

const algorithms: Readonly<Record<string, JwsAlgorithm>> = {
  HS256: { family: "hmac", hash: "sha256", minBits: 256 },
  HS384: { family: "hmac", hash: "sha384", minBits: 384 },
  HS512: { family: "hmac", hash: "sha512", minBits: 512 },
  RS256: { family: "rsa", hash: "sha256" },
  RS384: { family: "rsa", hash: "sha384" },
  RS512: { family: "rsa", hash: "sha512" },
  PS256: { family: "rsa-pss", hash: "sha256" },
  PS384: { family: "rsa-pss", hash: "sha384" },
  PS512: { family: "rsa-pss", hash: "sha512" },
  ES256: { family: "ec", hash: "sha256", curve: "P-256" },
  ES384: { family: "ec", hash: "sha384", curve: "P-384" },
  ES512: { family: "ec", hash: "sha512", curve: "P-521" },
  EdDSA: { family: "eddsa", curve: "Ed25519" },
  Ed25519: { family: "eddsa", curve: "Ed25519" },
};

/** The algorithm of this exact name; null for any other spelling, `none` included. */
export function jwsAlgorithm(name: unknown): JwsAlgorithm | null {
  return typeof name === "string" && Object.hasOwn(algorithms, name) ? (algorithms[name] ?? null) : null;
}
