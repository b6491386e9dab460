import { createPublicKey, type KeyObject } from "node:crypto";
import type { JsonObject } from "@/lib/token/strict-json";
import type { JwsAlgorithm } from "../shared/jws-algorithms";

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
}

/** JOSE names of what Node calls the curves. */
const curveNames: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
  ed25519: "Ed25519",
};

function toPublicKey(key: KeyObject): PublicKey | null {
  const type = key.asymmetricKeyType;
  const details = key.asymmetricKeyDetails ?? {};
  if (type === "rsa") {
    const exponent = details.publicExponent ?? 0n;
    // With e = 1 every text is its own signature; an even one is no RSA key.
    if (exponent < 3n || exponent % 2n === 0n) return null;
    return { key, family: "rsa", curve: null, bits: details.modulusLength ?? 0 };
  }
  if (type === "ec") {
    const curve = curveNames[details.namedCurve ?? ""] ?? null;
    return curve === null ? null : { key, family: "ec", curve, bits: null };
  }
  const curve = curveNames[type ?? ""];
  return curve === undefined ? null : { key, family: "eddsa", curve, bits: null };
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
