import type { StackConfig } from "./stack-config";

/** The time as the servers of a stack have it, ms since the epoch: they agree, and this machine may be wrong. */
export function stackNowMs({ clocksAheadS = 0 }: Pick<StackConfig, "clocksAheadS">): number {
  return Date.now() + clocksAheadS * 1000;
}
