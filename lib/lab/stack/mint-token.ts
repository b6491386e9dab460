import { createHash, createHmac, randomBytes, randomUUID, sign } from "node:crypto";
import { CompactEncrypt } from "jose";
import { roleArn } from "./identities";
import { PUBLISHED_SECRET, type StackSecrets } from "./stack-secrets";
import {
  type ClaimSource,
  catalogTokenSpec,
  type Json,
  type JwtSpec,
  type TokenDamage,
  type TokenSpec,
} from "./token-spec";
import type { RoleConfig } from "./vended-credentials";

export interface MintedToken {
  readonly token: string;
  /** The catalog token inside, if one is. */
  readonly inner: string | null;
}

/** What a token is minted from besides its description. */
export interface MintContext {
  readonly secrets: StackSecrets;
  readonly role: RoleConfig;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

/**
 * Mints the token that a specification describes.
 * @see RFC 7515 §7.1 (compact form), RFC 7518 §3.2 and §3.4 (HMAC, ECDSA), RFC 7516 §7.1 (JWE)
 */
export async function mintToken(spec: TokenSpec, context: MintContext): Promise<MintedToken> {
  switch (spec.form) {
    case "api-key":
      return { token: `qk_${randomBytes(32).toString("base64url")}`, inner: null };
    case "opaque":
      return { token: randomBytes(32).toString("hex"), inner: null };
    case "garbled":
      return { token: Buffer.concat([Buffer.from('{"a'), randomBytes(45)]).toString("base64url"), inner: null };
    case "jwe":
      return { token: await encrypted(context), inner: null };
    case "jwt":
      return mintJwt(spec, context);
  }
}

function mintJwt(spec: JwtSpec, context: MintContext): MintedToken {
  const innerSpec = Object.values(spec.claims).some((source) => "catalogToken" in source);
  const inner = innerSpec ? mintJwt(catalogTokenSpec(), context).token : null;
  const header = JSON.stringify({ ...baseHeader(spec, context.secrets), ...spec.header });
  const claims = Object.entries(spec.claims).map(([name, source]) => [name, claimValue(source, context, inner)]);
  const payload = JSON.stringify(Object.fromEntries(claims));
  const headerText = spec.damage === "duplicate-header-member" ? doubled(header, "alg") : header;
  const payloadText = spec.damage === "duplicate-claim" ? doubled(payload, "id") : payload;
  const input = `${encode(headerText)}.${encode(payloadText)}`;
  const signedInput =
    spec.damage === "nonce-replaced" ? `${encode(withHashedNonce(header))}.${encode(payloadText)}` : input;
  return { token: damaged(input, signature(spec, signedInput, context.secrets), spec.damage), inner };
}

function baseHeader(spec: JwtSpec, secrets: StackSecrets): Readonly<Record<string, Json>> {
  const kid = secrets.issuerKey === null ? {} : { kid: secrets.issuerKey.kid };
  switch (spec.signer) {
    case "issuer-ec":
      return { alg: "ES256", typ: "JWT", ...kid };
    case "issuer-rsa":
      return { alg: "RS256", typ: "JWT", ...kid };
    case "nobody":
      return { alg: "none", typ: "JWT" };
    default:
      return { alg: "HS256", typ: "JWT" };
  }
}

function claimValue(source: ClaimSource, context: MintContext, inner: string | null): Json {
  const seconds = Math.floor(context.nowMs / 1000);
  if ("value" in source) return source.value;
  if ("inSeconds" in source) return seconds + source.inSeconds;
  if ("inMilliseconds" in source) return context.nowMs + source.inMilliseconds;
  if ("inSecondsAsText" in source) return String(seconds + source.inSecondsAsText);
  if ("userId" in source) return context.secrets.userId;
  if ("otherUserId" in source) return context.secrets.otherUserId;
  if ("newUuid" in source) return randomUUID();
  if ("roleArn" in source) return roleArn(context.role, context.secrets);
  return inner;
}

function signature(spec: JwtSpec, input: string, secrets: StackSecrets): string {
  switch (spec.signer) {
    case "registry":
      return hmac(spec, input, secrets.signingSecret);
    case "other-secret":
      return hmac(spec, input, secrets.otherSecret);
    case "published-secret":
      return hmac(spec, input, PUBLISHED_SECRET);
    case "nobody":
      return "";
    case "issuer-ec":
    case "issuer-rsa": {
      if (secrets.issuerKey === null) throw new Error("the stack has no issuer key");
      const dsaEncoding = spec.damage === "der-signature" ? "der" : "ieee-p1363";
      const key = { key: secrets.issuerKey.privateKey, dsaEncoding } as const;
      return sign("sha256", Buffer.from(input), key).toString("base64url");
    }
  }
}

function hmac(spec: JwtSpec, input: string, secret: string): string {
  const hash = spec.header.alg === "HS512" ? "sha512" : "sha256";
  return createHmac(hash, secret).update(input).digest("base64url");
}

function damaged(input: string, signed: string, damage: TokenDamage): string {
  switch (damage) {
    case "two-parts":
      return input;
    case "padding":
      return `${input}.${signed}${"=".repeat((4 - (signed.length % 4)) % 4)}`;
    case "spare-bits":
      return `${input}.${withSpareBit(signed)}`;
    case "flipped-signature": {
      const bytes = Buffer.from(signed, "base64url");
      bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
      return `${input}.${bytes.toString("base64url")}`;
    }
    default:
      return `${input}.${signed}`;
  }
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 32 bytes leave two bits of the last base64url character unused (RFC 4648 §3.5): sets one of them. */
function withSpareBit(text: string): string {
  const last = ALPHABET.indexOf(text.slice(-1));
  return text.slice(0, -1) + ALPHABET.charAt(last | 1);
}

function doubled(json: string, name: string): string {
  const value: unknown = Reflect.get(JSON.parse(json), name);
  return `${json.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;
}

function withHashedNonce(header: string): string {
  const members: Record<string, unknown> = JSON.parse(header);
  const nonce = createHash("sha256").update(String(members.nonce)).digest("base64url");
  return JSON.stringify({ ...members, nonce });
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function encrypted(context: MintContext): Promise<string> {
  const claims = JSON.stringify({ id: context.secrets.userId, exp: Math.floor(context.nowMs / 1000) + 86_400 });
  return new CompactEncrypt(new TextEncoder().encode(claims))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .encrypt(randomBytes(32));
}
