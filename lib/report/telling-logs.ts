import type { LogLine } from "@/lib/diagnosis/model";
import { isGenuine } from "@/lib/diagnosis/purpose";

const MAX_LINES = 5;
const LOUD = /^(?:warn|warning|error|err|fatal|critical|panic|alert|emergency)$/i;

/** The log lines that matter, and how many others there are. */
export interface TellingLogs {
  readonly lines: readonly LogLine[];
  readonly others: number;
}

/** A control's line explains nothing about the real call, nor does one that time alone joins to it. */
function isOfRealCall({ purpose, matchedBy }: LogLine): boolean {
  return isGenuine(purpose) && matchedBy !== "time";
}

/**
 * Of a layer's log lines those of the genuine calls: its warnings and errors or, without one, the last it said of them.
 * What Bonafide says of a fault of its own comes first, whole.
 */
export function tellingLogs(logs: readonly LogLine[]): TellingLogs {
  const real = logs.filter(isOfRealCall);
  const loud = real.filter(({ level }) => LOUD.test(level));
  const own = logs.filter(({ purpose }) => purpose === null);
  const lines = [...own, ...(loud.length > 0 ? loud.slice(0, MAX_LINES) : real.slice(-MAX_LINES))];
  return { lines, others: logs.length - lines.length };
}
