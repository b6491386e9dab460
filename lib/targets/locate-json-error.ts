/** Where a JSON text (RFC 8259) stops being one, counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

const literal = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
// RFC 8259 §7 forbids them unescaped in a string.
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const space = /[ \t\r\n]*/y;

class Fault extends Error {}

/** Walks the text by the grammar. Node's own message may quote the text, which can hold a secret, so it is not used. */
class Walker {
  offset = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.#text);
    if (found === null) return false;
    this.offset = pattern.lastIndex;
    return true;
  }

  #take(character: string): boolean {
    this.#match(space);
    if (this.#text[this.offset] !== character) return false;
    this.offset += 1;
    return true;
  }

  #must(ok: boolean): void {
    if (!ok) throw new Fault();
  }

  #list(close: string, item: () => void): void {
    if (this.#take(close)) return;
    do item();
    while (this.#take(","));
    this.#must(this.#take(close));
  }

  value(depth: number): void {
    this.#must(depth < 200);
    if (this.#take("[")) this.#list("]", () => this.value(depth + 1));
    else if (this.#take("{")) this.#list("}", () => this.#member(depth));
    else this.#must(this.#match(quoted) || this.#match(literal));
  }

  #member(depth: number): void {
    this.#match(space);
    this.#must(this.#match(quoted));
    this.#must(this.#take(":"));
    this.value(depth + 1);
  }

  end(): void {
    this.#match(space);
    this.#must(this.offset === this.#text.length);
  }
}

/** The position of the first fault in a text that JSON.parse refused. */
export function locateJsonError(text: string): TextPosition {
  const walker = new Walker(text);
  try {
    walker.value(0);
    walker.end();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  const before = text.slice(0, walker.offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
