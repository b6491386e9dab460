import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { KeyRefusal } from "./key-refusal";

/** What bytes in DER turned out to be; null where they are no key at all. */
export type DerKey = { readonly publicKey: KeyObject } | { readonly refusal: KeyRefusal } | null;

const kinds = new Set(["rsa", "ed25519"]);
const curves = new Set(["prime256v1", "secp384r1", "secp521r1"]);

/** Whether JWS, as this project verifies it, can use such a key. */
export function isSupported(key: KeyObject): boolean {
  const { asymmetricKeyType: type = "", asymmetricKeyDetails: details } = key;
  return kinds.has(type) || (type === "ec" && curves.has(details?.namedCurve ?? ""));
}

function attempt<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch {
    // Another form, or none: the next one is tried.
    return null;
  }
}

function asPublic(der: Buffer): KeyObject | null {
  return (
    attempt(() => createPublicKey({ key: der, format: "der", type: "spki" })) ??
    attempt(() => new X509Certificate(der).publicKey) ??
    attempt(() => createPublicKey({ key: der, format: "der", type: "pkcs1" }))
  );
}

/** The object identifier arc of PKCS #5, which names how an EncryptedPrivateKeyInfo (RFC 5958 §3) is encrypted. */
const PKCS5 = Buffer.from("2a864886f70d0105", "hex");

function isPrivate(der: Buffer): boolean {
  return (["pkcs8", "pkcs1", "sec1"] as const).some(
    (type) => attempt(() => createPrivateKey({ key: der, format: "der", type })) !== null,
  );
}

/** Reads a public key (SubjectPublicKeyInfo or PKCS #1) or certificate, and tells private keys from it. */
export function readDerKey(bytes: Uint8Array): DerKey {
  if (bytes[0] !== 0x30) return null;
  const der = Buffer.from(bytes);
  // Private ones first: of those, too, a public key could be made.
  if (isPrivate(der)) return { refusal: "private-der" };
  const publicKey = asPublic(der);
  if (publicKey !== null) return isSupported(publicKey) ? { publicKey } : { refusal: "unsupported" };
  return der.subarray(0, 40).includes(PKCS5) ? { refusal: "encrypted" } : null;
}
