import { constants, verify } from "node:crypto";
import { decodeBase64url } from "@/lib/token/base64url";
import { type JwtReading, readJws } from "@/lib/token/read-jwt";
import type { JsonObject } from "@/lib/token/strict-json";
import { type JwsAlgorithm, jwsAlgorithm } from "../shared/jws-algorithms";
import { nonCanonical } from "./header-checks";
import { keyFits, MIN_RSA_BITS, type PublicKey, publicKeyFromJwk } from "./public-key";

/** A JWS whose form leaves no doubt about what was signed. Only such a one is given to jose, which reads leniently. */
export interface SignedJws {
  /** `alg`, spelt as in the table of algorithms. */
  readonly name: string;
  readonly algorithm: JwsAlgorithm;
  readonly segments: JwtReading["segments"];
}

/**
 * Our own checks before any cryptography: canonical base64url, one header member of each name, an algorithm of the
 * table, neither `crit` nor `b64`. Null when one does not hold. The payload may be anything.
 */
export function signedJws({ header, segments, faults }: JwtReading): SignedJws | null {
  const algorithm = jwsAlgorithm(header?.alg);
  const sound = faults.every((fault) => fault.part === "payload" && !nonCanonical.has(fault.reason));
  if (!sound || header === null || algorithm === null) return null;
  if (Object.hasOwn(header, "crit") || Object.hasOwn(header, "b64")) return null;
  return { name: String(header.alg), algorithm, segments };
}

/** False when the signature is another's. Anything else that jose objects to is our own fault, and thrown. */
async function joseVerifies(jws: SignedJws, key: PublicKey["key"] | Uint8Array): Promise<boolean> {
  // On demand: a token that no key is held for needs no cryptography.
  const { errors, flattenedVerify } = await import("jose");
  const { header, payload, signature } = jws.segments;
  try {
    await flattenedVerify({ protected: header, payload, signature }, key, { algorithms: [jws.name] });
    return true;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return false;
    throw error;
  }
}

/** Whether the JWS was signed with this HMAC secret. False for an empty one, which jose refuses to use. */
export async function secretFits(secret: string | Uint8Array, jws: SignedJws): Promise<boolean> {
  const bytes = typeof secret === "string" ? new TextEncoder().encode(secret) : secret;
  return jws.algorithm.family === "hmac" && bytes.length > 0 && joseVerifies(jws, bytes);
}

function shortRsaFits(key: PublicKey, { algorithm, segments }: SignedJws): boolean {
  const signature = decodeBase64url(segments.signature).bytes;
  if (signature === null || (algorithm.family !== "rsa" && algorithm.family !== "rsa-pss")) return false;
  const padding = algorithm.family === "rsa" ? constants.RSA_PKCS1_PADDING : constants.RSA_PKCS1_PSS_PADDING;
  const options = algorithm.family === "rsa" ? { padding } : { padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const data = Buffer.from(`${segments.header}.${segments.payload}`, "latin1");
  try {
    return verify(algorithm.hash, data, { key: key.key, ...options }, signature);
  } catch {
    // OpenSSL refuses to work with this key or signature: it does not verify.
    return false;
  }
}

/** Whether the JWS was signed by the owner of this key. False for a key that its algorithm is not for. */
export async function signatureFits(key: PublicKey, jws: SignedJws): Promise<boolean> {
  // With an exponent of one, every text is its own signature.
  if (!keyFits(key, jws.algorithm) || key.flaw === "exponent") return false;
  // jose refuses RSA keys under 2048 bits, of which the layer only warns: these alone are verified with node:crypto.
  if (key.bits !== null && key.bits < MIN_RSA_BITS) return shortRsaFits(key, jws);
  return joseVerifies(jws, key.key);
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
 * Verifies a JWS in compact form with one JWK, strictly: sound in form, and with an algorithm that the key is meant
 * for. The payload may be anything.
 */
export async function verifyJws(compact: string, jwk: JsonObject): Promise<boolean> {
  const jws = signedJws(readJws(compact.split(".")));
  if (jws === null || jwkObjection(jwk, jws.name) !== null) return false;
  if (jws.algorithm.family !== "hmac") {
    const key = publicKeyFromJwk(jwk);
    return key !== null && key.flaw === null && signatureFits(key, jws);
  }
  const secret = jwk.kty === "oct" && typeof jwk.k === "string" ? decodeBase64url(jwk.k).bytes : null;
  return secret !== null && secretFits(secret, jws);
}
