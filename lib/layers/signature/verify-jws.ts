import { constants, createHmac, timingSafeEqual, verify } from "node:crypto";
import { decodeBase64url } from "@/lib/token/base64url";
import { readJws } from "@/lib/token/read-jwt";
import type { JsonObject } from "@/lib/token/strict-json";
import { type JwsAlgorithm, jwsAlgorithm } from "./algorithms";
import { keyFits, type PublicKey, publicKeyFromJwk } from "./public-key";

/** Whether `signature` is the HMAC of the signing input. */
export function hmacFits(hash: string, secret: string | Uint8Array, input: string, signature: Uint8Array): boolean {
  const expected = createHmac(hash, secret).update(input, "latin1").digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}

/** Whether `signature` was made over the signing input by the owner of `key`. False for a key of another type. */
export function signatureFits(algorithm: JwsAlgorithm, key: PublicKey, input: string, signature: Uint8Array): boolean {
  if (algorithm.family === "hmac" || !keyFits(key, algorithm)) return false;
  const data = Buffer.from(input, "latin1");
  try {
    if (algorithm.family === "eddsa") return verify(null, data, key.key, signature);
    if (algorithm.family === "ec") {
      // r and s side by side (RFC 7518 §3.4): any other length is no signature.
      return verify(algorithm.hash, data, { key: key.key, dsaEncoding: "ieee-p1363" }, signature);
    }
    if (algorithm.family === "rsa") {
      return verify(algorithm.hash, data, { key: key.key, padding: constants.RSA_PKCS1_PADDING }, signature);
    }
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
    return verify(algorithm.hash, data, { key: key.key, padding, saltLength }, signature);
  } catch {
    // OpenSSL refuses to work with this key or signature: it does not verify.
    return false;
  }
}

/** Why a JWK must not verify with this algorithm; null when it may (RFC 7517 §4.2–4.4). */
export function jwkObjection(jwk: JsonObject, algorithm: string): "use" | "alg" | null {
  if (jwk.use !== undefined && jwk.use !== "sig") return "use";
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes("verify"))) return "use";
  if (jwk.alg === undefined) return null;
  const sameCurve =
    jwk.crv === "Ed25519" && [jwk.alg, algorithm].every((name) => name === "EdDSA" || name === "Ed25519");
  return jwk.alg === algorithm || sameCurve ? null : "alg";
}

/**
 * Verifies a JWS in compact form with one JWK, strictly: canonical base64url, one header member of each name, no
 * `crit` and no `b64`, and an algorithm that the key is meant for. The payload may be anything.
 */
export function verifyJws(compact: string, jwk: JsonObject): boolean {
  const parts = compact.split(".");
  const { header, segments, faults } = readJws(parts);
  const sound = faults.every((fault) => fault.part === "payload" && !/bad-|padding|spare/.test(fault.reason));
  const algorithm = jwsAlgorithm(header?.alg);
  if (!sound || header === null || algorithm === null) return false;
  if (Object.hasOwn(header, "crit") || Object.hasOwn(header, "b64")) return false;
  const signature = decodeBase64url(segments.signature).bytes;
  if (signature === null || jwkObjection(jwk, String(header.alg)) !== null) return false;
  const input = `${segments.header}.${segments.payload}`;
  if (algorithm.family !== "hmac") {
    const key = publicKeyFromJwk(jwk);
    return key !== null && signatureFits(algorithm, key, input, signature);
  }
  const secret = jwk.kty === "oct" && typeof jwk.k === "string" ? decodeBase64url(jwk.k).bytes : null;
  return secret !== null && hmacFits(algorithm.hash, secret, input, signature);
}
