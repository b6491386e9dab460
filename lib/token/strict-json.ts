export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** Made without a prototype, so a member named `__proto__` or `toString` is only a member. Ask with `Object.hasOwn`. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

export type StrictJsonResult =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      /** Paths of members that occur twice in one object ("exp", "act.sub"); the last one won. At most 20. */
      readonly duplicates: readonly string[];
    }
  | { readonly ok: false; readonly reason: "not-json" | "too-deep"; readonly message: string };

/** Deepest nesting that is read; deeper text can break what prints it. */
const MAX_DEPTH = 32;
const MAX_DUPLICATES = 20;

class JsonFault extends Error {
  readonly reason: "not-json" | "too-deep";

  constructor(reason: "not-json" | "too-deep", message: string) {
    super(message);
    this.reason = reason;
  }
}

const whitespace = /[ \t\n\r]*/y;
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const stringPattern = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const words: readonly (readonly [string, boolean | null])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

class Scanner {
  readonly text: string;
  readonly duplicates: string[] = [];
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipWhitespace(): void {
    whitespace.lastIndex = this.at;
    whitespace.test(this.text);
    this.at = whitespace.lastIndex;
  }

  /** The text that a sticky pattern matches here, consumed; null if it does not match. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return null;
    const found = this.text.slice(this.at, pattern.lastIndex);
    this.at = pattern.lastIndex;
    return found;
  }

  takeCharacter(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  fail(what: string): never {
    const place = this.at >= this.text.length ? "at the end" : `at character ${this.at + 1}`;
    throw new JsonFault("not-json", `${what} ${place}`);
  }

  value(depth: number, path: string): JsonValue {
    this.skipWhitespace();
    const character = this.text[this.at];
    if (character === "{" || character === "[") {
      if (depth >= MAX_DEPTH) throw new JsonFault("too-deep", `nested deeper than ${MAX_DEPTH} levels`);
      return character === "{" ? this.object(depth + 1, path) : this.array(depth + 1, path);
    }
    if (character === '"') return this.string();
    const number = this.take(numberPattern);
    if (number !== null) return Number(number);
    for (const [word, meaning] of words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return meaning;
      }
    }
    return this.fail("not a JSON value");
  }

  string(): string {
    const start = this.at;
    const literal = this.take(stringPattern);
    if (literal === null) return this.fail("a string that does not end");
    try {
      // One string literal: JSON.parse checks its escapes and control characters.
      return String(JSON.parse(literal));
    } catch {
      this.at = start;
      return this.fail("a string with a bad escape or control character");
    }
  }

  array(depth: number, path: string): JsonValue {
    const items: JsonValue[] = [];
    this.at += 1;
    this.skipWhitespace();
    if (this.takeCharacter("]")) return items;
    for (;;) {
      items.push(this.value(depth, path));
      this.skipWhitespace();
      if (this.takeCharacter("]")) return items;
      if (!this.takeCharacter(",")) return this.fail("no comma or closing bracket");
    }
  }

  object(depth: number, path: string): JsonObject {
    const members: Record<string, JsonValue> = Object.create(null);
    this.at += 1;
    this.skipWhitespace();
    if (this.takeCharacter("}")) return members;
    for (;;) {
      this.skipWhitespace();
      if (this.text[this.at] !== '"') return this.fail("no member name");
      const name = this.string();
      const memberPath = `${path}${path === "" ? "" : "."}${name.slice(0, 64)}`;
      if (name in members && this.duplicates.length < MAX_DUPLICATES) this.duplicates.push(memberPath.slice(0, 200));
      this.skipWhitespace();
      if (!this.takeCharacter(":")) return this.fail("no colon");
      members[name] = this.value(depth, memberPath);
      this.skipWhitespace();
      if (this.takeCharacter("}")) return members;
      if (!this.takeCharacter(",")) return this.fail("no comma or closing brace");
    }
  }
}

/**
 * Reads JSON (RFC 8259) in linear time and, unlike `JSON.parse`, tells which members occur twice: RFC 7519 §4 lets one
 * reader reject them and another take the last, so two servers may see two different tokens. Never throws; messages
 * give positions and no contents.
 */
export function parseStrictJson(text: string): StrictJsonResult {
  const scanner = new Scanner(text);
  try {
    const value = scanner.value(0, "");
    scanner.skipWhitespace();
    if (scanner.at < text.length) scanner.fail("something after the JSON value");
    return { ok: true, value, duplicates: scanner.duplicates };
  } catch (error) {
    if (error instanceof JsonFault) return { ok: false, reason: error.reason, message: error.message };
    return { ok: false, reason: "not-json", message: "unreadable" };
  }
}

export function isStrictObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
