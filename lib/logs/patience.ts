/** What a wait gives where it was given up. */
export const late = Symbol("late");

/** How long one log source may keep a run waiting in all, ms: every wait takes from it. */
export class Patience {
  #leftMs: number;

  constructor(totalMs: number) {
    this.#leftMs = totalMs;
  }

  get leftMs(): number {
    return this.#leftMs;
  }

  /** The outcome of the work, or `late` when what is left of the time is over first. The work goes on unwatched then. */
  async wait<T>(work: Promise<T>): Promise<T | typeof late> {
    const beganMs = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => {
        // Where this process was busy, what the work waits for may have come long since.
        setImmediate(() => setImmediate(() => resolve(late)));
      }, this.#leftMs);
    });
    try {
      const outcome = await Promise.race([work, limit]);
      // A timer may be early by a part of a millisecond.
      this.#leftMs = outcome === late ? 0 : Math.max(0, this.#leftMs - (performance.now() - beganMs));
      return outcome;
    } finally {
      clearTimeout(timer);
    }
  }
}
