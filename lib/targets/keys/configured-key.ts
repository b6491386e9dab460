import type { KeyObject } from "node:crypto";
import { decodeMarkedText, markWords } from "@/lib/marked-text";
import { Secret } from "@/lib/secret";
import type { JsonValue } from "@/lib/token/strict-json";
import type { SignatureKeys } from "@/lib/wire/resolved-target";
import { readDerKey } from "./der-key";
import { readJwkKey } from "./jwk-key";
import { type KeyPlace, type KeyRefusal, refuseKey } from "./key-refusal";
import { readPemKey } from "./pem-key";

type Configured = Pick<SignatureKeys, "secret" | "secretIs" | "publicKeyPem" | "publicJwks" | "readAs">;
type Reading = Configured | { readonly refusal: KeyRefusal } | null;

/** How often a text may be wrapped in another: quoted JSON, base64 of a PEM. */
const MAX_LAYERS = 3;

function withNotes(readAs: readonly string[]): Pick<Configured, "readAs"> {
  return readAs.length === 0 ? {} : { readAs };
}

function ofPublicKey(key: KeyObject, readAs: readonly string[]): Configured {
  return { publicKeyPem: String(key.export({ type: "spki", format: "pem" })), ...withNotes(readAs) };
}

function fromPem(text: string, notes: readonly string[]): Reading {
  const pem = readPemKey(text);
  return "refusal" in pem ? pem : ofPublicKey(pem.publicKey, [...notes, ...pem.readAs]);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    const json: JsonValue = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

function fromJson(text: string, notes: readonly string[], layer: number): Reading {
  const json = parseJson(text);
  if (typeof json === "string") return readText(json, [...notes, "quotes"], layer + 1);
  const key = json === undefined ? null : readJwkKey(json);
  if (key === null || "refusal" in key) return key;
  if ("publicJwks" in key) return { ...key, ...withNotes(notes) };
  return { secret: new Secret(key.secret), secretIs: "base64url", ...withNotes(notes) };
}

function fromBase64(text: string, notes: readonly string[], layer: number): Reading {
  const compact = text.replace(/\\r|\\n|\s+/g, "");
  // Shorter than any public key: the SubjectPublicKeyInfo of Ed25519 has 44 bytes.
  if (compact.length < 58 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return null;
  const bytes = Buffer.from(compact, "base64");
  const key = readDerKey(bytes);
  if (key !== null) return "refusal" in key ? key : ofPublicKey(key.publicKey, [...notes, "base64 without PEM lines"]);
  const inside = bytes.toString("utf8");
  return /^\s*(?:-----BEGIN|\{)/.test(inside) ? readText(inside, [...notes, "base64 around it"], layer + 1) : null;
}

function looksLike(text: string): KeyRefusal | null {
  if (/^PuTTY-User-Key-File/.test(text)) return "putty";
  if (/^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3})\s+AAAA|^---- BEGIN SSH2 PUBLIC KEY/.test(text))
    return "openssh";
  if (/^https?:\/\/\S+$/i.test(text)) return "url";
  return /^[\w./\\~:-]{1,300}\.(?:pem|key|pub|crt|cer|der|jwk|jwks)$/i.test(text) ? "file-name" : null;
}

/** What a text holds as a key; null where it is none of the forms, as a shared secret is. */
function readText(given: string, notes: readonly string[] = [], layer = 0): Reading {
  if (layer > MAX_LAYERS) return null;
  const trimmed = given.trim();
  const unquoted = /^(["'`])([\s\S]*)\1$/.exec(trimmed)?.[2]?.trim();
  const text = unquoted ?? trimmed;
  const said = unquoted === undefined ? notes : [...notes, "quotes"];
  if (text.includes("-----BEGIN")) return fromPem(text, said);
  if (text.startsWith("{")) return fromJson(text, said, layer) ?? fromJson(trimmed, notes, layer);
  const refusal = looksLike(text);
  return refusal === null ? fromBase64(text, said, layer) : { refusal };
}

function checked(reading: Exclude<Reading, null>, place: KeyPlace): Configured {
  if ("refusal" in reading) throw refuseKey(place, reading.refusal);
  return reading;
}

/**
 * Reads what was configured as the key: an HMAC secret as it is, or a public key as PEM (line breaks real, written as
 * `\n` or lost), base64, JWK, JWK set or certificate.
 * @throws AppError for a private key, and for what is a key and cannot be read; nothing of it is repeated
 */
export function readSecretOrKey(text: string, place: KeyPlace): Configured {
  const marked = text.startsWith("\ufeff");
  const reading = readText(marked ? text.slice(1) : text, marked ? ["UTF-8 byte order mark"] : []);
  if (reading !== null) return checked(reading, place);
  // A shared secret may be anything, and every character of it counts.
  return { secret: new Secret(text) };
}

/**
 * Reads the file of a public key, in any form that `readSecretOrKey` knows and in DER.
 * @throws AppError as that does, and for what is no public key
 */
export function readPublicKeyFile(bytes: Uint8Array, place: KeyPlace): Configured {
  const der = readDerKey(bytes);
  if (der !== null) return "refusal" in der ? checked(der, place) : ofPublicKey(der.publicKey, ["DER"]);
  const decoded = decodeMarkedText(bytes);
  const mark = markWords(decoded);
  const reading = readText(decoded.text, mark === null ? [] : [mark]);
  if (reading === null) throw refuseKey(place, decoded.text.trim() === "" ? "empty" : "unknown");
  if ("secret" in reading && reading.secret !== undefined) throw refuseKey(place, "symmetric");
  return checked(reading, place);
}
