import type { PhaseTimings } from "./model";

/** What of an answer tells the time of who gave it. */
export interface DatedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  /** Of this machine, when the request began; ms since the epoch. */
  readonly startedAtMs: number;
  readonly timings: PhaseTimings;
}

/**
 * Seconds by which the answering server's clock is ahead of ours, from its Date header (1 s resolution); null where the
 * answer does not say, or was kept by a cache (its Date is of then).
 */
export function clockOffsetSeconds({ headers, startedAtMs, timings }: DatedAnswer): number | null {
  if (headers.age !== undefined) return null;
  const theirs = Date.parse(headers.date ?? "");
  if (Number.isNaN(theirs)) return null;
  const middle = startedAtMs + (timings.firstByteMs === null ? 0 : timings.totalMs / 2);
  return Math.round((theirs - middle) / 1000);
}

/** Clocks that differ by no more agree: what lies between is their resolution and the way of the answer. */
export const MAX_SKEW_SECONDS = 60;
