/** A text with escapes undone, and where each of its characters came from. */
export interface Unescaped {
  readonly codes: Uint16Array;
  /** Start of each character in the source; one more entry for the end. */
  readonly origin: Int32Array;
}

/** First characters of percent, JSON and HTML escapes. */
export const PERCENT = 0x25;
export const BACKSLASH = 0x5c;
export const AMPERSAND = 0x26;

const NAMED: ReadonlyMap<string, number> = new Map([
  ["amp", 0x26],
  ["lt", 0x3c],
  ["gt", 0x3e],
  ["quot", 0x22],
  ["apos", 0x27],
]);
const JSON_SHORT: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9 };

/**
 * Undoes one level of percent, JSON and HTML escapes (RFC 3986 §2.1, RFC 8259 §7, HTML character references).
 * Percent escapes give bytes. Null when there is none.
 *
 * @param only one of `PERCENT`, `BACKSLASH` and `AMPERSAND`, to leave the other kinds alone.
 */
export function unescapeOnce(source: Uint16Array, only?: number): Unescaped | null {
  const codes = new Uint16Array(source.length);
  const origin = new Int32Array(source.length + 1);
  let length = 0;
  let found = false;
  for (let index = 0; index < source.length; ) {
    const code = source[index] ?? 0;
    const starts = code === PERCENT || code === BACKSLASH || code === AMPERSAND;
    const undone = starts && (only === undefined || only === code) ? readEscape(source, index, code) : null;
    origin[length] = index;
    codes[length] = undone === null ? code : undone.code;
    index += undone === null ? 1 : undone.length;
    found ||= undone !== null;
    length += 1;
  }
  if (!found) return null;
  origin[length] = source.length;
  return { codes: codes.subarray(0, length), origin: origin.subarray(0, length + 1) };
}

interface Escape {
  readonly code: number;
  readonly length: number;
}

function readEscape(source: Uint16Array, at: number, kind: number): Escape | null {
  if (kind === PERCENT) return readHex(source, at + 1, 2, 3);
  if (kind === AMPERSAND) return readReference(source, at);
  const next = String.fromCharCode(source[at + 1] ?? 0);
  if (next === "u") return readHex(source, at + 2, 4, 6);
  if (next === "x") return readHex(source, at + 2, 2, 4);
  const short = JSON_SHORT[next];
  if (short !== undefined) return { code: short, length: 2 };
  return next === '"' || next === "'" || next === "\\" || next === "/" ? { code: next.charCodeAt(0), length: 2 } : null;
}

function readHex(source: Uint16Array, from: number, digits: number, length: number): Escape | null {
  let code = 0;
  for (let index = from; index < from + digits; index += 1) {
    const value = hexValue(source[index] ?? 0);
    if (value < 0) return null;
    code = code * 16 + value;
  }
  return { code, length };
}

function readReference(source: Uint16Array, at: number): Escape | null {
  let name = "";
  for (let index = at + 1; index < at + 10; index += 1) {
    const char = String.fromCharCode(source[index] ?? 0);
    if (char !== ";") {
      name += char;
      continue;
    }
    const code = NAMED.get(name) ?? numberOf(name);
    return code === null || code > 0xffff ? null : { code, length: index - at + 1 };
  }
  return null;
}

function numberOf(name: string): number | null {
  if (/^#\d+$/.test(name)) return Number.parseInt(name.slice(1), 10);
  return /^#[xX][0-9a-fA-F]+$/.test(name) ? Number.parseInt(name.slice(2), 16) : null;
}

/** 0 to 15, or -1 for no hex digit. */
export function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
