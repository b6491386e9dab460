import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { JsonObject, JsonValue } from "@/lib/token/strict-json";
import type { JwsAlgorithm } from "../shared/jws-algorithms";
import { hasRocaFingerprint } from "./roca";

/** Modulus length in bits that RFC 7518 §3.3 asks of RSA keys. */
export const MIN_RSA_BITS = 2048;

/** A public key that may be verified with. RSASSA-PSS and Ed448 keys are none: jose cannot use them. */
export interface PublicKey {
  readonly key: KeyObject;
  readonly family: "rsa" | "ec" | "eddsa";
  /** Curve as JOSE names it; null of RSA. */
  readonly curve: string | null;
  /** Modulus length of RSA; null of others. */
  readonly bits: number | null;
  /** What makes an RSA key weak whatever its length; null of all others. */
  readonly flaw: "exponent" | "roca" | null;
}

/** JOSE names of what Node calls the curves. */
const curveNames: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
  ed25519: "Ed25519",
};

function rsaFlaw(key: KeyObject, exponent: bigint): PublicKey["flaw"] {
  if (exponent < 3n) return "exponent";
  const modulus = key.export({ format: "jwk" }).n;
  return typeof modulus === "string" && hasRocaFingerprint(Buffer.from(modulus, "base64url")) ? "roca" : null;
}

function toPublicKey(key: KeyObject): PublicKey | null {
  const type = key.asymmetricKeyType;
  const details = key.asymmetricKeyDetails ?? {};
  if (type === "rsa") {
    const exponent = details.publicExponent ?? 0n;
    // An even one is no RSA key; below three it is reported, for it verifies what nobody signed.
    if (exponent > 2n && exponent % 2n === 0n) return null;
    return { key, family: "rsa", curve: null, bits: details.modulusLength ?? 0, flaw: rsaFlaw(key, exponent) };
  }
  if (type === "ec") {
    const curve = curveNames[details.namedCurve ?? ""] ?? null;
    return curve === null ? null : { key, family: "ec", curve, bits: null, flaw: null };
  }
  const curve = curveNames[type ?? ""];
  return curve === undefined ? null : { key, family: "eddsa", curve, bits: null, flaw: null };
}

/** Reads a PEM public key or certificate; null when it is none that JWS can use. */
export function publicKeyFromPem(pem: string): PublicKey | null {
  try {
    return toPublicKey(createPublicKey(pem));
  } catch {
    // Unreadable: the caller reports it by name, never with the text.
    return null;
  }
}

const jwkMembers: Readonly<Record<string, readonly string[]>> = {
  RSA: ["n", "e"],
  EC: ["crv", "x", "y"],
  OKP: ["crv", "x"],
};

/** Reads a public JWK (RFC 7517); null for symmetric keys and for anything unreadable. Private members are ignored. */
export function publicKeyFromJwk(jwk: JsonObject): PublicKey | null {
  const type = jwk.kty;
  if (typeof type !== "string" || !Object.hasOwn(jwkMembers, type)) return null;
  const publicPart: Record<string, string> = { kty: type };
  for (const name of jwkMembers[type] ?? []) {
    const value = jwk[name];
    if (typeof value !== "string") return null;
    publicPart[name] = value;
  }
  try {
    return toPublicKey(createPublicKey({ key: publicPart, format: "jwk" }));
  } catch {
    // A point off its curve, a modulus that is no number: not a key.
    return null;
  }
}

/** Reads the first certificate of an `x5c` member (RFC 7517 §4.7); null when there is none that can be read. */
export function certificateOf(x5c: JsonValue | undefined): X509Certificate | null {
  const first = Array.isArray(x5c) ? x5c[0] : undefined;
  if (typeof first !== "string") return null;
  try {
    return new X509Certificate(Buffer.from(first, "base64"));
  } catch {
    return null;
  }
}

/** The key of an entry of a key set: its own members, else its certificate; null when neither can be used. */
export function publicKeyOfEntry(jwk: JsonObject): PublicKey | null {
  const certificate = publicKeyFromJwk(jwk) === null && jwk.kty !== "oct" ? certificateOf(jwk.x5c) : null;
  return certificate === null ? publicKeyFromJwk(jwk) : toPublicKey(certificate.publicKey);
}

/** Whether a key of this type and curve can be meant by the algorithm. */
export function keyFits(key: PublicKey, algorithm: JwsAlgorithm): boolean {
  switch (algorithm.family) {
    case "hmac":
      return false;
    case "rsa":
    case "rsa-pss":
      return key.family === "rsa";
    case "ec":
    case "eddsa":
      return key.family === algorithm.family && key.curve === algorithm.curve;
  }
}

/** "RSA 2048", "EC P-256": for evidence. */
export function keyWords(key: PublicKey): string {
  if (key.bits !== null) return `RSA ${key.bits}`;
  return key.family === "ec" ? `EC ${key.curve}` : String(key.curve);
}
