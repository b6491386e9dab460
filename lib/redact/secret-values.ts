import { encodedForms } from "./encoded-forms";
import { GRAM, GramIndex } from "./gram-index";
import { hexReadings } from "./hex-runs";
import type { Range } from "./ranges";
import { foldCodes, fromCodes, toCodes } from "./text-codes";
import { AMPERSAND, BACKSLASH, PERCENT, type Unescaped, unescapeOnce } from "./unescape";

/** Shorter values cannot be told from ordinary words. */
const MIN_LENGTH = 8;
/** JSON inside JSON inside a URL. */
const MAX_ESCAPE_LEVELS = 3;

/** Where a stretch of decoded text stands in the text itself. */
interface SourceMap {
  start(at: number): number;
  end(at: number): number;
}

const AS_IT_IS: SourceMap = { start: (at) => at, end: (at) => at };

/** The registered secrets, found by value in whatever encoding a text has them. */
export class SecretValues {
  readonly #grams = new GramIndex();
  /** Forms of secrets too short for the index: found whole. */
  readonly #short: string[] = [];
  readonly #known = new Set<string>();
  /** Some secret holds what looks like an escape: undoing all kinds at once could spoil it. */
  #holdsEscapes = false;

  add(value: string): void {
    const secret = value.trim();
    if (secret.length < MIN_LENGTH || this.#known.has(secret)) return;
    this.#known.add(secret);
    this.#holdsEscapes ||= /[%\\&]/.test(secret);
    const forms = encodedForms(secret);
    if (secret.length < GRAM) {
      this.#short.push(...forms.map(fold));
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
    this.#search(codes, AS_IT_IS, ranges);
    for (const { codes: bytes, starts, ends } of hexReadings(codes)) {
      this.#search(bytes, { start: (at) => starts[at] ?? 0, end: (at) => ends[at - 1] ?? 0 }, ranges);
    }
    if (!/[%\\&]/.test(text)) return ranges;
    this.#searchUnescaped(codes, ranges);
    if (this.#holdsEscapes) {
      for (const kind of [PERCENT, BACKSLASH, AMPERSAND]) this.#searchUnescaped(codes, ranges, kind);
    }
    return ranges;
  }

  #searchUnescaped(codes: Uint16Array, ranges: Range[], only?: number): void {
    let level: Unescaped | null = null;
    for (let count = 0; count < MAX_ESCAPE_LEVELS; count += 1) {
      const next = unescapeOnce(level?.codes ?? codes, only);
      if (next === null) return;
      level = level === null ? next : compose(level, next);
      const { origin } = level;
      const source = (at: number) => origin[at] ?? 0;
      this.#search(foldCodes(level.codes.slice()), { start: source, end: source }, ranges);
    }
  }

  #search(codes: Uint16Array, source: SourceMap, ranges: Range[]): void {
    let start = -1;
    let end = -1;
    const flush = () => {
      if (start >= 0) ranges.push({ start: source.start(start), end: source.end(end) });
    };
    for (const at of this.#grams.find(codes)) {
      if (at > end) {
        flush();
        start = at;
      }
      end = at + GRAM;
    }
    flush();
    if (this.#short.length > 0) this.#searchShort(fromCodes(codes), source, ranges);
  }

  #searchShort(text: string, source: SourceMap, ranges: Range[]): void {
    for (const form of this.#short) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        ranges.push({ start: source.start(at), end: source.end(at + form.length) });
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

function fold(text: string): string {
  return fromCodes(toCodes(text));
}
