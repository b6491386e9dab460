import { encodedForms } from "./encoded-forms";
import { GRAM, GramIndex } from "./gram-index";
import { hexRuns } from "./hex-runs";
import type { Range } from "./ranges";
import { toCodes } from "./text-codes";
import { type Unescaped, unescapeOnce } from "./unescape";

/** Shorter values cannot be told from ordinary words. */
const MIN_LENGTH = 8;
/** JSON inside JSON inside a URL. */
const MAX_ESCAPE_LEVELS = 3;

/** The registered secrets, found by value in whatever encoding a text has them. */
export class SecretValues {
  readonly #grams = new GramIndex();
  /** Forms of secrets too short for the index: found whole. */
  readonly #short: string[] = [];
  readonly #known = new Set<string>();

  add(value: string): void {
    const secret = value.trim();
    if (secret.length < MIN_LENGTH || this.#known.has(secret)) return;
    this.#known.add(secret);
    const forms = encodedForms(secret);
    if (secret.length < GRAM) {
      this.#short.push(...forms.map(fold), ...(secret.length === value.length ? [] : []));
      return;
    }
    const shared = sharedHeaderLength(secret);
    for (const form of forms) {
      // What base64 makes of a token's header is as common as the header itself.
      const skip = form === secret ? shared : Math.ceil((shared * 4) / 3);
      this.#grams.add(toCodes(form), shared === 0 ? 0 : Math.max(0, skip - GRAM + 2));
    }
  }

  /** Where in the text some secret stands, or twelve characters of one. */
  ranges(text: string): Range[] {
    if (this.#known.size === 0 || text.length < MIN_LENGTH) return [];
    const ranges: Range[] = [];
    const codes = toCodes(text);
    this.#search(codes, null, ranges);
    for (const run of hexRuns(codes)) {
      if (run.readings.some((bytes) => this.#holdsSecret(bytes))) ranges.push({ start: run.start, end: run.end });
    }
    if (/[%\\&]/.test(text)) this.#searchUnescaped(codes, ranges);
    return ranges;
  }

  #searchUnescaped(codes: Uint16Array, ranges: Range[]): void {
    let level: Unescaped | null = null;
    for (let count = 0; count < MAX_ESCAPE_LEVELS; count += 1) {
      const next = unescapeOnce(level?.codes ?? codes);
      if (next === null) return;
      level = level === null ? next : compose(level, next);
      this.#search(refold(level.codes), level.origin, ranges);
    }
  }

  #holdsSecret(bytes: Uint16Array): boolean {
    const found: Range[] = [];
    this.#search(bytes, null, found);
    return found.length > 0;
  }

  #search(codes: Uint16Array, origin: Int32Array | null, ranges: Range[]): void {
    const source = (index: number) => (origin === null ? index : (origin[index] ?? index));
    let start = -1;
    let end = -1;
    const flush = () => {
      if (start >= 0) ranges.push({ start: source(start), end: source(end) });
    };
    this.#grams.find(codes, (at) => {
      if (at > end) {
        flush();
        start = at;
      }
      end = at + GRAM;
    });
    flush();
    if (this.#short.length > 0) this.#searchShort(fromCodes(codes), source, ranges);
  }

  #searchShort(text: string, source: (index: number) => number, ranges: Range[]): void {
    for (const form of this.#short) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        ranges.push({ start: source(at), end: source(at + form.length) });
      }
    }
  }
}

/**
 * The header of a JWT is the same for all tokens of a kind and no secret; length of it with its dot, else 0.
 */
function sharedHeaderLength(secret: string): number {
  const dot = secret.indexOf(".");
  return /^e[wy]/.test(secret) && dot > 0 && dot < 400 && secret.indexOf(".", dot + 1) > 0 ? dot : 0;
}

function compose(outer: Unescaped, inner: Unescaped): Unescaped {
  const origin = Int32Array.from(inner.origin, (index) => outer.origin[index] ?? 0);
  return { codes: inner.codes, origin };
}

function refold(codes: Uint16Array): Uint16Array {
  return toCodes(fromCodes(codes));
}

function fold(text: string): string {
  return fromCodes(toCodes(text));
}

function fromCodes(codes: Uint16Array): string {
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += 8192) parts.push(String.fromCharCode(...codes.subarray(at, at + 8192)));
  return parts.join("");
}
