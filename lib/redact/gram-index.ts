/** Characters in a row that give a secret away: shorter fragments are let through. */
export const GRAM = 12;

const BASE = 0x01000193;
const HIGHEST = power(BASE, GRAM - 1);
/** Bits of the filter in front of the table: nearly all windows of a harmless text end there. */
const FILTER_BITS = 1 << 19;

/**
 * Finds any stretch of at least `GRAM` characters of the registered texts, in one pass whatever their number
 * (rolling hash over a window, checked character by character on a hit).
 */
export class GramIndex {
  /** All registered texts, one after another. */
  #codes = new Uint16Array(4096);
  #length = 0;
  /** Open addressing: 1 + start of a gram in `#codes`, 0 for free. */
  #slots = new Int32Array(1 << 15);
  #count = 0;
  readonly #filter = new Uint32Array(FILTER_BITS / 32);

  /** @param from index of the first gram to register; earlier ones stay unknown. */
  add(codes: Uint16Array, from = 0): void {
    const base = this.#append(codes);
    while ((this.#count + codes.length) * 2 > this.#slots.length) this.#grow();
    let hash = hashAt(codes, from);
    for (let start = from; start + GRAM <= codes.length; start += 1) {
      if (!isMonotone(codes, start)) this.#insert(base + start, spread(hash));
      hash = roll(hash, codes, start);
    }
  }

  /** Starts of all windows that are registered grams, in order. */
  find(codes: Uint16Array): number[] {
    const hits: number[] = [];
    if (this.#count === 0 || codes.length < GRAM) return hits;
    const filter = this.#filter;
    let hash = hashAt(codes, 0);
    for (let start = 0; ; start += 1) {
      const mixed = spread(hash);
      const word = filter[(mixed & (FILTER_BITS - 1)) >>> 5] ?? 0;
      if ((word >>> (mixed & 31)) & 1 && this.#has(codes, start, mixed)) hits.push(start);
      if (start + GRAM >= codes.length) return hits;
      hash = roll(hash, codes, start);
    }
  }

  #append(codes: Uint16Array): number {
    const base = this.#length;
    if (base + codes.length > this.#codes.length) {
      const larger = new Uint16Array(Math.max(this.#codes.length * 2, base + codes.length));
      larger.set(this.#codes.subarray(0, base));
      this.#codes = larger;
    }
    this.#codes.set(codes, base);
    this.#length = base + codes.length;
    return base;
  }

  #insert(start: number, mixed: number): void {
    const slot = this.#slotOf(this.#codes, start, mixed);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = start + 1;
    this.#count += 1;
    const word = (mixed & (FILTER_BITS - 1)) >>> 5;
    this.#filter[word] = (this.#filter[word] ?? 0) | (1 << (mixed & 31));
  }

  #has(codes: Uint16Array, start: number, mixed: number): boolean {
    return this.#slots[this.#slotOf(codes, start, mixed)] !== 0;
  }

  /** The slot that holds this gram, else the free one where it belongs. */
  #slotOf(codes: Uint16Array, start: number, mixed: number): number {
    const mask = this.#slots.length - 1;
    let at = mixed & mask;
    for (let known = this.#slots[at] ?? 0; known !== 0; known = this.#slots[at] ?? 0) {
      if (this.#equals(known - 1, codes, start)) return at;
      at = (at + 1) & mask;
    }
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 4);
    this.#count = 0;
    for (const known of old) if (known !== 0) this.#insert(known - 1, spread(hashAt(this.#codes, known - 1)));
  }

  #equals(known: number, codes: Uint16Array, start: number): boolean {
    for (let offset = 0; offset < GRAM; offset += 1) {
      if (this.#codes[known + offset] !== codes[start + offset]) return false;
    }
    return true;
  }
}

function hashAt(codes: Uint16Array, start: number): number {
  let hash = 0;
  for (let offset = 0; offset < GRAM; offset += 1) hash = (Math.imul(hash, BASE) + (codes[start + offset] ?? 0)) | 0;
  return hash;
}

/** The hash of the window one further on. */
function roll(hash: number, codes: Uint16Array, start: number): number {
  return (Math.imul(hash - Math.imul(codes[start] ?? 0, HIGHEST), BASE) + (codes[start + GRAM] ?? 0)) | 0;
}

/** Rows of one character are no secret: indentation and rules would be taken out of every text. */
function isMonotone(codes: Uint16Array, start: number): boolean {
  for (let offset = GRAM - 1; offset > 0; offset -= 1) {
    if (codes[start + offset] !== codes[start]) return false;
  }
  return true;
}

/** The low bits of the rolling hash hang on the last characters only. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step += 1) result = Math.imul(result, base);
  return result;
}
