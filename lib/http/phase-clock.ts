import type { PhaseTimings } from "@/lib/diagnosis/model";

type Phase = "dns" | "connect" | "tls" | "firstByte";

/** Measures the phases of one request. Times are wall-clock start and monotonic durations. */
export class PhaseClock {
  /** Milliseconds since the epoch. */
  readonly startedAtMs = Date.now();
  readonly #started = performance.now();
  readonly #begun = new Map<Phase, number>();
  readonly #took = new Map<Phase, number>();

  begin(phase: Phase): void {
    this.#begun.set(phase, performance.now());
  }

  /** Ends a phase that has begun; a phase never begun stays null. */
  end(phase: Phase): void {
    const begun = this.#begun.get(phase);
    if (begun !== undefined && !this.#took.has(phase)) this.#took.set(phase, performance.now() - begun);
  }

  /** What was measured so far, in ms rounded to 0.1. */
  timings(): PhaseTimings {
    return {
      dnsMs: this.#tookMs("dns"),
      connectMs: this.#tookMs("connect"),
      tlsMs: this.#tookMs("tls"),
      firstByteMs: this.#tookMs("firstByte"),
      totalMs: toTenths(performance.now() - this.#started),
    };
  }

  #tookMs(phase: Phase): number | null {
    const took = this.#took.get(phase);
    return took === undefined ? null : toTenths(took);
  }
}

function toTenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
