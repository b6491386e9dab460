import { isMarker, type Range } from "./ranges";
import { looksSecret } from "./secret-names";

/** Names that stand before credentials in JSON, query strings, logs and header dumps. */
const NAME =
  /(?:secret[_-]?access[_-]?key|secret[_-]?key|(?:session|security|access|refresh|id|catalog|auth|identity)[_-]?token|client[_-]?secret|api[_-]?key|private[_-]?key|password|passwd|passphrase|token|secret|jwt|code|bearer|(?:proxy-)?authorization|(?:set-)?cookie)(?![A-Za-z0-9])/gi;

/** After the name: a closing quote, escaped or not, a colon or equals sign, an opening quote. */
const SEPARATOR = /(\\{0,3}["'])?\s{0,3}[:=]\s{0,3}(\\{0,3}["'])?/y;
const BARE_VALUE = /[^\s,;&<>"'\\})\]]+/y;
const WORD = /[^\s,;"'\\<>]+/g;

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
  const value = bareAt(text, start);
  return looksSecret(value, 12) && !isMarker(value) ? [{ start, end: start + value.length }] : [];
}

function valueAfter(text: string, end: number, name: string): Range[] {
  SEPARATOR.lastIndex = end;
  const separator = SEPARATOR.exec(text);
  if (separator === null) return [];
  const start = end + separator[0].length;
  const quote = separator[2];
  if (/authorization|cookie/.test(name)) return lineValues(text, start, quote);
  const value = quote === undefined ? bareAt(text, start) : quotedAt(text, start, quote);
  if (value === "" || isMarker(value) || value.startsWith("[redacted") || TYPE_NAME.test(value)) return [];
  const weak = /^(token|secret|jwt|code)$/.test(name);
  return looksSecret(value, weak ? 12 : 8) ? [{ start, end: start + value.length }] : [];
}

/** Headers hold several words: each that looks like a credential goes, the scheme stays. */
function lineValues(text: string, start: number, quote: string | undefined): Range[] {
  const stop =
    quote === undefined ? text.slice(start, start + 70_000).search(/[\r\n]/) : text.indexOf(quote, start) - start;
  const line = text.slice(start, stop < 0 ? start + 70_000 : start + stop);
  // SigV4 names key, date, region and service beside its signature, which is taken out by itself.
  if (/^AWS4-/i.test(line)) return [];
  return [...line.matchAll(WORD)]
    .filter((word) => looksSecret(word[0].replace(/^[A-Za-z-]+=/, ""), 8))
    .map((word) => ({ start: start + word.index, end: start + word.index + word[0].length }));
}

function bareAt(text: string, start: number): string {
  BARE_VALUE.lastIndex = start;
  return BARE_VALUE.exec(text)?.[0] ?? "";
}

function quotedAt(text: string, start: number, quote: string): string {
  const end = text.indexOf(quote, start);
  return text.slice(start, end < 0 ? text.length : end);
}
