import { Secret } from "@/lib/secret";
import { decodeBase64url, utf8Text } from "./base64url";
import { type JwtReading, readJwe, readJws } from "./read-jwt";
import { type JsonValue, parseStrictJson } from "./strict-json";
import { stripToken } from "./strip-token";
import { jwtKindOf, type TokenKind } from "./token-kind";

/** A bearer token, recognised and taken apart locally; nothing about it is verified yet. */
export interface ParsedToken {
  readonly raw: Secret;
  readonly kind: TokenKind;
  /** `alg` of the header as written, at most 32 characters; null without one. */
  readonly algorithm: string | null;
  readonly lengthBytes: number;
  /** What was read of a JWT, a JWE, or something that starts like one; null for API keys and opaque tokens. */
  readonly jwt: JwtReading | null;
  /** `exp` in seconds since the epoch where it is a finite number, plausible or not. */
  readonly expSeconds: number | null;
  /** The `catalog_token` inside a hybrid JWT. */
  readonly inner: ParsedToken | null;
  /** It starts like a JWT, whether or not it is a good one. */
  readonly looksLikeJwt: boolean;
}

/** Why a pasted text cannot be taken as a token at all. */
export interface TokenFault {
  readonly code: "empty" | "inner-whitespace" | "not-sendable" | "too-long";
  /** What and where, without contents. */
  readonly message: string;
  readonly suggestion: string;
}

export type TokenResult =
  | { readonly ok: true; readonly token: ParsedToken; readonly stripped: readonly string[] }
  | { readonly ok: false; readonly fault: TokenFault };

export const MAX_TOKEN_BYTES = 65_536;

function nameOfSpace(character: string): string {
  if (character === "\n" || character === "\r") return "line break";
  if (character === "\t") return "tab";
  return character === " " ? "space" : "whitespace character";
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function faultOf(text: string, stripped: readonly string[]): TokenFault | null {
  if (text === "") {
    const only = stripped.length === 0 ? "" : `: only ${stripped.join(", ")}`;
    return { code: "empty", message: `There is no token${only}.`, suggestion: "Paste the token itself." };
  }
  const bytes = new Secret(text).lengthBytes;
  if (bytes > MAX_TOKEN_BYTES) {
    const message = `The token has ${bytes.toLocaleString("en-US")} bytes; at most 65,536 are read.`;
    return { code: "too-long", message, suggestion: "Paste one token, not a file or a page." };
  }
  const space = /\s/.exec(text);
  if (space !== null) {
    const message = `The token has a ${nameOfSpace(space[0])} after character ${space.index}.`;
    return { code: "inner-whitespace", message, suggestion: "Paste the token in one piece, on one line." };
  }
  const odd = /[^\x21-\x7e]/u.exec(text);
  if (odd === null) return null;
  const message = `The token has a character (${codePoint(odd[0])}) after character ${odd.index} that no HTTP header can carry.`;
  return { code: "not-sendable", message, suggestion: "Copy the token again from where it was issued." };
}

/** The first part decodes to the start of a JSON object, as every JOSE header does: eyJ…, eyAi…, ewog… */
function startsLikeObject(segment: string, members: RegExp): boolean {
  const sound = segment.slice(0, 64).replace(/[^A-Za-z0-9_-].*/, "");
  const bytes = decodeBase64url(sound.length % 4 === 1 ? sound.slice(0, -1) : sound).bytes ?? new Uint8Array();
  const text = new TextDecoder("utf-8").decode(bytes);
  return members.test(text.trimStart());
}

function isJsonList(segment: string): boolean {
  const { bytes } = decodeBase64url(segment);
  const text = bytes === null ? null : utf8Text(bytes);
  const json = parseStrictJson(text ?? "");
  return json.ok && Array.isArray(json.value);
}

function startsLikeJwt(parts: readonly string[]): boolean {
  const [first = "", second = ""] = parts;
  if (parts.length === 1) return startsLikeObject(first, /^\{\s*"/);
  const object = /^\{\s*(?:["}]|$)/;
  return (
    startsLikeObject(first, object) || (parts.length === 3 && (startsLikeObject(second, object) || isJsonList(first)))
  );
}

/** Five parts whose header names `enc` (RFC 7516 §9); null for anything else. */
function asJwe(parts: readonly string[]): JwtReading | null {
  if (parts.length !== 5) return null;
  const jwe = readJwe(parts);
  return jwe.header !== null && Object.hasOwn(jwe.header, "enc") ? jwe : null;
}

function innerToken(claim: JsonValue | undefined): ParsedToken | null {
  if (typeof claim !== "string") return null;
  const { text, stripped } = stripToken(claim);
  return faultOf(text, stripped) === null ? recognise(text, false) : null;
}

function jwsKindOf(parts: readonly string[], { header, payload }: JwtReading): TokenKind {
  return parts.length === 3 && header !== null && payload !== null ? jwtKindOf(payload) : "other-jwt";
}

function recognise(text: string, withInner: boolean): ParsedToken {
  const raw = new Secret(text);
  const plain = { raw, lengthBytes: raw.lengthBytes, algorithm: null, jwt: null, expSeconds: null, inner: null };
  if (text.startsWith("qk_")) return { ...plain, kind: "api-key", looksLikeJwt: false };
  const parts = text.split(".");
  const jwe = asJwe(parts);
  if (jwe === null && !startsLikeJwt(parts)) return { ...plain, kind: "opaque", looksLikeJwt: false };
  const jwt = jwe ?? readJws(parts);
  const kind = jwe === null ? jwsKindOf(parts, jwt) : "jwe";
  const algorithm = typeof jwt.header?.alg === "string" ? jwt.header.alg.slice(0, 32) : null;
  const exp = jwt.payload?.exp;
  const expSeconds = Number.isFinite(exp) ? Number(exp) : null;
  const inner = kind === "hybrid-jwt" && withInner ? innerToken(jwt.payload?.catalog_token) : null;
  return { ...plain, kind, algorithm, jwt, expSeconds, inner, looksLikeJwt: true };
}

/**
 * Reads a pasted token: takes off what a paste brings along (and says so), refuses what cannot be a token, and
 * recognises its kind by form and claims. Local, never throws, sends nothing, verifies nothing.
 */
export function parseToken(raw: string): TokenResult {
  const { text, stripped } = stripToken(raw);
  const fault = faultOf(text, stripped);
  if (fault !== null) return { ok: false, fault };
  return { ok: true, token: recognise(text, true), stripped };
}
