import { isCompactToken, isCut, isForbiddenName, isPlaceholder, isTokenName, isWhole, JWT_START } from "./token-forms";

/** A token in a plain text. */
interface Scanned {
  readonly token: string;
  /** Place of its first character. */
  readonly at: number;
  /** The name that it stands under: a header, a variable, a member; null where none is near. */
  readonly name: string | null;
  readonly mended: readonly string[];
}

export interface ScanResult {
  readonly found: readonly Scanned[];
  /** Names of values that were passed over. */
  readonly forbidden: readonly string[];
}

const JWT = new RegExp(`(?<![\\w.-])${JWT_START}[\\w-]*(?:\\.[\\w-]*)*=*`, "g");
const API_KEY = /(?<![\w.-])qk_[\w-]{6,}/g;
/** A header, variable or member with an opaque value: bounded, and tried only at the start of a word. */
const NAMED =
  /(?<![\w.$-])(?:\$env:)?([A-Za-z][\w-]{0,60})(?:\\?["'])?[ \t]{0,4}[=:][ \t]{0,4}(?:\\?["'])?(?:(Bearer)[ \t]{1,4})?([\w.~+/-]{8,4096}={0,2})(?![\w.~+/=*\u2026-])/gi;
const BEARER = /(?<![\w-])Bearer[ \t]{1,4}([\w.~+/-]{8,4096}={0,2})(?![\w.~+/=*\u2026-])/gi;

/** What stands at the end of the text before a value: its name, with quotes, `Bearer` and a separator after it. */
const NAME_BEFORE =
  /(?:^|[^\w-])([A-Za-z_][\w-]{0,60})(?:\\?["'])?[ \t]{0,4}(?:=>|[=:])[ \t]{0,4}(?:\\?["'])?(?:Bearer[ \t]{1,4})?(?:\\?["'])?$/i;

function nameBefore(text: string, at: number): string | null {
  const line = text.slice(Math.max(text.lastIndexOf("\n", at - 1) + 1, at - 120), at);
  const name = NAME_BEFORE.exec(line)?.[1] ?? null;
  return name ?? (/(?<![\w-])Bearer[ \t]{1,4}["']?$/i.test(line) ? "Authorization" : null);
}

/** The next line where it can be the rest of a token that was broken: token characters and nothing else. */
const CONTINUATION =
  /[ \t]{0,40}(?:\\|`|\^)?\r?\n[ \t]{0,40}(?:>[ \t]{0,4}){0,4}([\w.-]+=*)(?=["'`]|[ \t,;)}%]{0,8}(?:\\|\^)?(?:\r?\n|$))/y;

/** Joins what was broken over lines; the token as it is where its algorithm says that it is whole. */
function joined(text: string, start: number, first: string): { readonly token: string; readonly end: number } {
  let token = first;
  let end = start + first.length;
  while (token.length >= 20 && !isWhole(token)) {
    CONTINUATION.lastIndex = end;
    const next = CONTINUATION.exec(text)?.[1];
    if (next === undefined || isCompactToken(next)) break;
    // A name of its own begins another thing.
    if (next.endsWith("=") && !/\.[\w-]+=*$/.test(token + next)) break;
    token += next;
    end = CONTINUATION.lastIndex;
  }
  return { token, end };
}

/** What may follow a token; anything else belongs to it and makes it another, or a cut one. */
const AFTER = /^(?:$|[\s"'`,;)}\]<>&|\\%#])/;

/** The rest of a token in standard base64. */
const REST = /[+/][\w.+/=-]{0,4096}/y;

/** A match as far as it goes: with the signs of standard base64, and without the full stop of a sentence. */
function whole(text: string, at: number, match: string): string {
  REST.lastIndex = at + match.length;
  const token = match + (REST.exec(text)?.[0] ?? "");
  return /^[^.]+\.[^.]+\.[^.]+\.$/.test(token) ? token.slice(0, -1) : token;
}

function scanJwts(text: string, found: Scanned[], forbidden: string[]): void {
  let passed = 0;
  for (const match of text.matchAll(JWT)) {
    if (match.index < passed) continue;
    const { token, end } = joined(text, match.index, whole(text, match.index, match[0]));
    passed = end;
    if (!isCompactToken(token) || !AFTER.test(text.slice(end, end + 1).replace(".", ""))) continue;
    const name = nameBefore(text, match.index);
    if (name !== null && isForbiddenName(name)) forbidden.push(name);
    else
      found.push({ token, at: match.index, name, mended: end === match.index + token.length ? [] : ["line breaks"] });
  }
}

/** What is found otherwise, or stands for a token that is not there. */
function isNone(value: string): boolean {
  return /^ey[IJA]|^qk_/.test(value) || isPlaceholder(value) || isCut(value) || /^(?:true|false|\d{1,12})$/.test(value);
}

function scanOpaque(text: string, found: Scanned[], forbidden: string[]): void {
  for (const match of text.matchAll(NAMED)) {
    const [, name = "", bearer, value = ""] = match;
    if (isForbiddenName(name)) forbidden.push(name);
    if (!isTokenName(name) && bearer === undefined) continue;
    if (isNone(value)) continue;
    found.push({ token: value, at: match.index + match[0].length - value.length, name, mended: [] });
  }
  const places = new Set(found.map(({ at }) => at));
  for (const match of text.matchAll(BEARER)) {
    const value = match[1] ?? "";
    const at = match.index + match[0].length - value.length;
    if (isNone(value) || places.has(at)) continue;
    found.push({ token: value, at, name: "Authorization", mended: [] });
  }
}

/**
 * Finds tokens in a mended text: JSON Web Tokens and API keys anywhere, opaque ones where a header or a token's name says
 * so. In order of appearance; linear time.
 */
export function scanText(text: string): ScanResult {
  const found: Scanned[] = [];
  const forbidden: string[] = [];
  scanJwts(text, found, forbidden);
  for (const match of text.matchAll(API_KEY)) {
    found.push({ token: match[0], at: match.index, name: nameBefore(text, match.index), mended: [] });
  }
  scanOpaque(text, found, forbidden);
  return { found: found.sort((a, b) => a.at - b.at), forbidden };
}
