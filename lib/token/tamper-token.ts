import { decodeBase64url, encodeBase64url } from "./base64url";
import type { ParsedToken } from "./parse-token";

type Random = (bytes: number) => Uint8Array;

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const base64url = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${lower}${digits}-_`;
const hexLetters = "abcdef";

/** Picks from an alphabet; the slight bias of the remainder does not matter for a token that must only be wrong. */
function pick(alphabet: string, byte: number): string {
  return alphabet.charAt(byte % alphabet.length);
}

/** The next letter of the alphabet: surely another one. */
function another(alphabet: string, character: string): string {
  return alphabet.charAt((alphabet.indexOf(character) + 1) % alphabet.length);
}

/** Random letters of base64url, as many as `text` has and not equal to it. */
function randomLetters(text: string, random: Random): string {
  const letters = [...random(text.length)].map((byte) => pick(base64url, byte)).join("");
  return letters === text ? another(base64url, letters.charAt(0)) + letters.slice(1) : letters;
}

/** Random canonical base64url of the same length as `segment`, and not equal to it. */
function randomSegment(segment: string, random: Random): string {
  const bytes = decodeBase64url(segment).bytes;
  if (bytes === null || encodeBase64url(bytes).length !== segment.length) {
    return randomLetters(segment, random);
  }
  const replaced = Uint8Array.from(random(bytes.length));
  if (encodeBase64url(replaced) === segment) replaced[0] = (replaced[0] ?? 0) ^ 1;
  return encodeBase64url(replaced);
}

/** One byte of the payload changed, inside a text value where there is one, so that the JSON stays JSON. */
function alteredPayload(segment: string): string {
  const bytes = decodeBase64url(segment).bytes;
  if (bytes === null || encodeBase64url(bytes).length !== segment.length) {
    return another(base64url, segment.charAt(0)) + segment.slice(1);
  }
  const text = [...bytes].map((byte) => String.fromCharCode(byte)).join("");
  const value = /:\s*"[A-Za-z0-9]/.exec(text);
  const at = value === null ? Math.floor(bytes.length / 2) : value.index + value[0].length - 1;
  const old = bytes[at] ?? 0;
  const altered = Uint8Array.from(bytes);
  const character = text.charAt(at);
  altered[at] = value === null ? old ^ 1 : another(alphabetOf(character, lower), character).charCodeAt(0);
  return encodeBase64url(altered);
}

/** The class that a character of an opaque token is replaced within; empty for separators, which stay. */
function alphabetOf(character: string, letters: string): string {
  if (digits.includes(character)) return digits;
  if (letters.includes(character)) return letters;
  const capitals = letters.toUpperCase();
  return capitals.includes(character) ? capitals : "";
}

function randomHalf(half: string, random: Random): string {
  const letters = /^[0-9a-f-]+$/.test(half) || /^[0-9A-F-]+$/.test(half) ? hexLetters : lower;
  const bytes = random(half.length);
  const replaced = [...half].map((character, index) => {
    const alphabet = alphabetOf(character, letters);
    return alphabet === "" ? character : pick(alphabet, bytes[index] ?? 0);
  });
  if (replaced.join("") !== half) return replaced.join("");
  const at = replaced.findIndex((character) => alphabetOf(character, letters) !== "");
  const old = replaced[at];
  if (old !== undefined) replaced[at] = another(alphabetOf(old, letters), old);
  else replaced[replaced.length - 1] = replaced.at(-1) === "-" ? "_" : "-";
  return replaced.join("");
}

/**
 * A copy that must be refused, of equal length and never equal to the original: a JWT with random bytes for its
 * signature (so that no log that keeps it holds the real one), or one payload byte changed when it has none; a JWE
 * with a random tag; any other token with its second half random in its own alphabet.
 */
export function tamperToken(token: ParsedToken, random: Random): string {
  const text = token.raw.reveal();
  const parts = text.split(".");
  const last = parts.at(-1) ?? "";
  if (token.jwt !== null && parts.length > 1) {
    if (last !== "") return [...parts.slice(0, -1), randomSegment(last, random)].join(".");
    const [header = "", payload = "", ...rest] = parts;
    if (payload !== "") return [header, alteredPayload(payload), ...rest].join(".");
  }
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + randomHalf(text.slice(middle), random);
}

/** Text of the token's length that is no token of any kind and holds nothing of this one. */
export function malformedToken(token: ParsedToken, random: Random): string {
  return randomLetters(token.raw.reveal(), random);
}

const encoder = new TextEncoder();

function encodedHeader(algorithm: string): string {
  return encodeBase64url(encoder.encode(JSON.stringify({ alg: algorithm, typ: "JWT" })));
}

function payloadOf(token: ParsedToken): string {
  const payload = token.jwt?.segments.payload ?? "";
  if (payload === "" || token.kind === "jwe") throw new TypeError("Only a JWT has claims that can be signed again.");
  return payload;
}

/**
 * The same claims, byte for byte, signed HS256 with another secret: a registry that checks signatures refuses it.
 * Rejects with a TypeError for tokens without readable claims.
 */
export async function forgeToken(token: ParsedToken, secret: string): Promise<string> {
  const input = `${encodedHeader("HS256")}.${payloadOf(token)}`;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(input));
  return `${input}.${encodeBase64url(new Uint8Array(signature))}`;
}

/** The same claims with `alg: none` and no signature (RFC 7519 §6). Throws a TypeError for tokens without claims. */
export function unsignedToken(token: ParsedToken): string {
  return `${encodedHeader("none")}.${payloadOf(token)}.`;
}
