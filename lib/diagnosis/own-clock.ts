import { clockOffsetSeconds, MAX_SKEW_SECONDS } from "./clock-offset";
import type { Exchange } from "./model";

/** What servers say of this machine's clock, where two or more of them agree that it is off. */
export interface OwnClock {
  /** Seconds by which this machine's clock is behind theirs; negative where it is ahead. */
  readonly behindS: number;
  /** Hosts that agree, sorted. */
  readonly hosts: readonly string[];
  /** How many hosts told the time at all. */
  readonly asked: number;
}

/**
 * Compares the Date of every answer of a run. Two hosts or more have to be over a minute off in the same way, within a
 * minute of each other: one server's wrong clock is its own.
 */
export function readOwnClock(exchanges: readonly Exchange[]): OwnClock | null {
  const offsets = [...hostOffsets(exchanges)].sort(([, a], [, b]) => a - b);
  const off = offsets.filter(([, offset]) => Math.abs(offset) > MAX_SKEW_SECONDS);
  let best: typeof off = [];
  for (const [index, [, first]] of off.entries()) {
    const agreeing = off.slice(index).filter(([, offset]) => offset - first <= MAX_SKEW_SECONDS);
    if (agreeing.length > best.length) best = agreeing;
  }
  const middle = best[Math.floor((best.length - 1) / 2)];
  if (best.length < 2 || middle === undefined) return null;
  return { behindS: middle[1], hosts: best.map(([host]) => host).sort(), asked: offsets.length };
}

/** Of each host the offset that is nearest to ours: a slow answer makes a clock look further off than it is. */
function hostOffsets(exchanges: readonly Exchange[]): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  for (const exchange of exchanges) {
    const offset = offsetOf(exchange);
    if (offset === null) continue;
    const { host } = new URL(exchange.url);
    const known = offsets.get(host);
    if (known === undefined || Math.abs(offset) < Math.abs(known)) offsets.set(host, offset);
  }
  return offsets;
}

/** Seconds by which the clock of a layer's server is ahead of ours; null where none of its answers says. */
export function hopOffset(exchanges: readonly Exchange[]): number | null {
  const [first] = hostOffsets(exchanges).values();
  return first ?? null;
}

function offsetOf({ status, purpose, responseHeaders: headers, startedAt, timings }: Exchange): number | null {
  // Somebody else's recording was made at another time, and a command's answer comes from this machine.
  if (status === null || purpose === "recorded" || purpose === "beside:stdio") return null;
  return clockOffsetSeconds({ headers, startedAtMs: Date.parse(startedAt), timings });
}
