const MASK = "[secret]";

/**
 * Holds a credential so that printing, logging or serialising it by accident gives a mask.
 * `reveal()` is the only way out; search for it to audit where raw credentials go.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /** Length in UTF-8 bytes, safe to show. */
  get lengthBytes(): number {
    return new TextEncoder().encode(this.#value).length;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return MASK;
  }
}
