import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { IssuerKey, StackSecrets } from "@/lib/lab/stack/stack-secrets";
import { CONNECT_AUDIENCE, CONNECT_ISSUER } from "@/lib/lab/stack/token-spec";

type Members = Readonly<Record<string, unknown>>;

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The issuer's key of a stack whose tokens have one. @throws if it has none */
export function issuerKeyOf({ issuerKey }: StackSecrets): IssuerKey {
  if (issuerKey === null) throw new Error("this stack's tokens have no issuer");
  return issuerKey;
}

/** Claims of Quilt Connect for the stack's user, and more. */
export function connectClaims({ userId }: StackSecrets, more: Members = {}): Members {
  const now = Math.floor(Date.now() / 1000);
  const who = { iss: CONNECT_ISSUER, aud: CONNECT_AUDIENCE, sub: userId, scope: "platform" };
  return { ...who, iat: now, exp: now + 86_400, ...more };
}

/** A JWS in compact form; the header that is signed over may differ from the one that is shown. */
export function signedToken(header: Members, claims: Members, key: KeyObject, signedHeader: Members = header): string {
  const payload = encoded(claims);
  const how = key.asymmetricKeyType === "ec" ? ({ key, dsaEncoding: "ieee-p1363" } as const) : key;
  const signature = sign("sha256", Buffer.from(`${encoded(signedHeader)}.${payload}`), how).toString("base64url");
  return `${encoded(header)}.${payload}.${signature}`;
}

/** The members of an RSA public key in a key set, and more. */
export function jwkOf(key: KeyObject, more: Members = {}): Members {
  return { ...key.export({ format: "jwk" }), use: "sig", ...more };
}

/** @see RFC 7638 §3, of an RSA key */
export function thumbprintOf(key: KeyObject): string {
  const { e, kty, n } = key.export({ format: "jwk" });
  return createHash("sha256").update(JSON.stringify({ e, kty, n })).digest("base64url");
}

/** A certificate's thumbprint, of no certificate that there is. */
export function someThumbprint(): string {
  return randomBytes(20).toString("base64url");
}

let stranger: KeyObject | null = null;

/** A good RSA public key that signed nothing; made once. */
export function strangersKey(): KeyObject {
  stranger ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
  return stranger;
}
