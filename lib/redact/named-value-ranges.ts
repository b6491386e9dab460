import { isMarker, type Range } from "./ranges";
import { looksSecret } from "./secret-names";

/** Names that stand before credentials in JSON, query strings, logs and header dumps. */
const NAME =
  /(?:secret[_-]?access[_-]?key|secret[_-]?key|(?:session|security|access|refresh|id|catalog|auth|identity)[_-]?token|client[_-]?secret|api[_-]?key|private[_-]?key|password|passwd|passphrase|token|secret|jwt|code|bearer|(?:proxy-)?authorization|(?:set-)?cookie)(?![A-Za-z0-9])/gi;

/** After the name: a closing quote, escaped or not, a colon or equals sign, an opening quote. */
const SEPARATOR = /(\\{0,3}["'])?(?:\s{0,3}:\s{0,3}|\s{1,3}=\s{1,3}|=)(\\{0,3}["'])?/y;
const BARE_VALUE = /[^\s,;&<>"'\\})\]]+/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*/y;
const COOKIE = /(\s?[\w.-]{1,80}=)([^;,\s"'\\<>]*);?/y;

/** What the excerpt of an exchange answer prints in place of values. */
const TYPE_NAME = /^(string\(\d+\)|array\(\d+\)|number|boolean|null|object)$/;

/** Finds values that stand next to the name of a credential and look like one. Linear in the text. */
export function namedValueRanges(text: string): Range[] {
  const ranges: Range[] = [];
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const name = match[0].toLowerCase();
    const end = match.index + match[0].length;
    const found = name === "bearer" ? bearerValue(text, end) : valueAfter(text, end, name);
    ranges.push(...found);
    const last = found.at(-1);
    if (last !== undefined) NAME.lastIndex = Math.max(NAME.lastIndex, last.end);
  }
  return ranges;
}

function bearerValue(text: string, end: number): Range[] {
  if (!/\s/.test(text.charAt(end))) return [];
  const start = end + 1;
  const value = token68At(text, start);
  return looksSecret(value, 12) ? [{ start, end: start + value.length }] : [];
}

/** The form of credentials behind a scheme (RFC 9110 §11.2), as opposed to parameters such as `realm="x"`. */
function token68At(text: string, start: number): string {
  TOKEN68.lastIndex = start;
  const value = TOKEN68.exec(text)?.[0] ?? "";
  const isParameter = /=$/.test(value) && /^[A-Za-z_]+=$/.test(value);
  return isParameter || /[A-Za-z0-9]/.test(text.charAt(start + value.length)) ? "" : value;
}

function valueAfter(text: string, end: number, name: string): Range[] {
  SEPARATOR.lastIndex = end;
  const separator = SEPARATOR.exec(text);
  if (separator === null) return [];
  const start = end + separator[0].length;
  const quote = separator[2];
  if (name.endsWith("authorization")) return authorizationValue(text, start);
  if (name.endsWith("cookie")) return cookieValues(text, start);
  const value = quote === undefined ? bareAt(text, start) : quotedAt(text, start, quote);
  if (value === "" || isMarker(value) || value.startsWith("[redacted") || TYPE_NAME.test(value)) return [];
  const weak = /^(token|secret|jwt|code)$/.test(name);
  return looksSecret(value, weak ? 12 : 8) ? [{ start, end: start + value.length }] : [];
}

/** Of an authorization header the scheme stays. SigV4 names key, date, region and service: its signature goes by itself. */
function authorizationValue(text: string, start: number): Range[] {
  const first = bareAt(text, start);
  if (/^AWS4-/i.test(first) || isMarker(first)) return [];
  if (looksSecret(first, 8)) return [{ start, end: start + first.length }];
  const second = start + first.length + 1;
  const credential = text.charAt(second - 1) === " " ? token68At(text, second) : "";
  const mixed = /^(Basic|Bearer|Token)$/i.test(first) && /^(?=.*[a-z])(?=.+[A-Z])\S{8,}$/.test(credential);
  return mixed || looksSecret(credential, 8) ? [{ start: second, end: second + credential.length }] : [];
}

/** Cookie names and attributes stay. */
function cookieValues(text: string, start: number): Range[] {
  const ranges: Range[] = [];
  COOKIE.lastIndex = start;
  for (let match = COOKIE.exec(text); match !== null; match = COOKIE.exec(text)) {
    const value = match[2] ?? "";
    const from = match.index + (match[1] ?? "").length;
    if (looksSecret(value, 8)) ranges.push({ start: from, end: from + value.length });
  }
  return ranges;
}

function bareAt(text: string, start: number): string {
  BARE_VALUE.lastIndex = start;
  return BARE_VALUE.exec(text)?.[0] ?? "";
}

function quotedAt(text: string, start: number, quote: string): string {
  const end = text.indexOf(quote, start);
  return text.slice(start, end < 0 ? text.length : end);
}
