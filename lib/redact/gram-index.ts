/** Characters in a row that give a secret away: shorter fragments are let through. */
export const GRAM = 12;

const BASE = 0x01000193;
const HIGHEST = power(BASE, GRAM - 1);

/**
 * Finds any stretch of at least `GRAM` characters of the registered texts, in one pass whatever their number
 * (rolling hash over a window, checked character by character on a hit).
 */
export class GramIndex {
  /** All registered texts, one after another. */
  #codes = new Uint16Array(4096);
  #length = 0;
  /** Open addressing: 1 + start of a gram in `#codes`, 0 for free. */
  #slots = new Int32Array(8192);
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** @param from index of the first gram to register; earlier ones stay unknown. */
  add(codes: Uint16Array, from = 0): void {
    const base = this.#append(codes);
    eachWindow(codes, (start, hash) => {
      if (start < from || isMonotone(codes, start)) return;
      if (this.#count * 3 > this.#slots.length) this.#grow();
      this.#insert(base + start, hash);
    });
  }

  /** Calls back with the start of every window that is a registered gram, in order. */
  find(codes: Uint16Array, onHit: (start: number) => void): void {
    if (this.isEmpty) return;
    const mask = this.#slots.length - 1;
    const slots = this.#slots;
    eachWindow(codes, (start, hash) => {
      let at = spread(hash) & mask;
      for (let slot = slots[at] ?? 0; slot !== 0; slot = slots[at] ?? 0) {
        if (this.#equals(slot - 1, codes, start)) {
          onHit(start);
          return;
        }
        at = (at + 1) & mask;
      }
    });
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

  #insert(start: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let at = spread(hash) & mask;
    for (let slot = this.#slots[at] ?? 0; slot !== 0; slot = this.#slots[at] ?? 0) {
      if (this.#equals(slot - 1, this.#codes, start)) return;
      at = (at + 1) & mask;
    }
    this.#slots[at] = start + 1;
    this.#count += 1;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#count = 0;
    for (const slot of old) {
      if (slot !== 0) this.#insert(slot - 1, hashAt(this.#codes, slot - 1));
    }
  }

  #equals(known: number, codes: Uint16Array, start: number): boolean {
    for (let offset = 0; offset < GRAM; offset += 1) {
      if (this.#codes[known + offset] !== codes[start + offset]) return false;
    }
    return true;
  }
}

function eachWindow(codes: Uint16Array, visit: (start: number, hash: number) => void): void {
  if (codes.length < GRAM) return;
  let hash = hashAt(codes, 0);
  visit(0, hash);
  for (let start = 1; start + GRAM <= codes.length; start += 1) {
    hash = Math.imul(hash - Math.imul(codes[start - 1] ?? 0, HIGHEST), BASE) + (codes[start + GRAM - 1] ?? 0);
    visit(start, hash);
  }
}

function hashAt(codes: Uint16Array, start: number): number {
  let hash = 0;
  for (let offset = 0; offset < GRAM; offset += 1) hash = Math.imul(hash, BASE) + (codes[start + offset] ?? 0);
  return hash | 0;
}

/** Rows of one character are no secret: indentation and rules would be taken out of every text. */
function isMonotone(codes: Uint16Array, start: number): boolean {
  for (let offset = 1; offset < GRAM; offset += 1) {
    if (codes[start + offset] !== codes[start]) return false;
  }
  return true;
}

/** The low bits of the rolling hash hang on the last characters only. */
function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 7;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step += 1) result = Math.imul(result, base);
  return result;
}
