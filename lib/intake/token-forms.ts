import { decodeBase64url, utf8Text } from "@/lib/token/base64url";
import { parseStrictJson } from "@/lib/token/strict-json";

/** Starts of JSON objects in base64url: `{"`, `{ `, `{\n` and `{\r`. */
export const JWT_START = "e(?:y[IJ]|yA|wo|w0)";

/** A JWT or JWE in compact form: three or five parts. */
const COMPACT = new RegExp(`^${JWT_START}[\\w-]*(?:\\.[\\w+/-]*){2}(?:(?:\\.[\\w+/-]*){2})?=*$`);

export function isCompactToken(text: string): boolean {
  return COMPACT.test(text);
}

/** Signature lengths, in characters, of the algorithms whose length is fixed. */
const signatureLengths: Readonly<Record<string, readonly number[]>> = {
  HS256: [43],
  HS384: [64],
  HS512: [86],
  ES256: [86],
  ES384: [128],
  ES512: [176],
  EdDSA: [86],
};
const rsaLengths: readonly number[] = [171, 342, 512, 683];

function algorithmOf(header: string): string | null {
  const { bytes } = decodeBase64url(header);
  const json = bytes === null ? null : parseStrictJson(utf8Text(bytes) ?? "");
  const value = json?.ok ? json.value : null;
  const alg = typeof value === "object" && value !== null && "alg" in value ? value.alg : null;
  return typeof alg === "string" ? alg : null;
}

/** Whether a JWT ends where its algorithm says that it must: what stands on the next line is not a part of it. */
export function isWhole(text: string): boolean {
  const [header = "", , signature, ...more] = text.split(".");
  if (signature === undefined || more.length > 0) return false;
  const algorithm = algorithmOf(header);
  if (algorithm === null) return false;
  const known = signatureLengths[algorithm] ?? (/^[RP]S\d{3}$/.test(algorithm) ? rsaLengths : []);
  return known.includes(signature.replace(/=+$/, "").length);
}

/** Names under which something else than the wanted token stands. */
const OTHER_NAMES =
  /refresh|csrf|xsrf|session[_-]?token|security[_-]?token|next|page|continuation|device|push|token[_-]?type|secret|github|gitlab|npm/i;
const TOKEN_NAMES = /^(?:x-)?(?:[\w-]{0,60}[_-])?(?:token|jwt|bearer|api[_-]?key|authorization)$/i;
const CAMEL_NAMES = /^[a-z]\w{0,40}(?:Token|Jwt|ApiKey)$/;

/** Whether an opaque value under this name is a token. */
export function isTokenName(name: string): boolean {
  return !OTHER_NAMES.test(name) && (TOKEN_NAMES.test(name) || CAMEL_NAMES.test(name));
}

/** Whether whatever stands under this name is never a candidate: refresh tokens and AWS session tokens. */
export function isForbiddenName(name: string): boolean {
  return /refresh|session[_-]?token|security[_-]?token/i.test(name);
}

/** Texts that stand for a token: variables, templates, what was taken out. */
export function isPlaceholder(text: string): boolean {
  return (
    /^\$\{?[\w:.-]{1,100}\}?$|^\{\{[^}]{0,100}\}\}$|^%\w{1,100}%$|^<[^>]{0,100}>$|^\[?redacted\]?$/i.test(text) ||
    /^(?:your[-_ ]|my[-_]?token|xxx|token$|null$|undefined$|none$|bearer$)/i.test(text)
  );
}

/** Whether a part was left out for show: an ellipsis or stars within or at the end of something token-like. */
export function isCut(text: string): boolean {
  return /[\w-]{3}(?:\u2026|\.{3}|\*{3})/.test(text);
}
