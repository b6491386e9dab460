/** The last second that a JavaScript date can hold. */
const MAX_DATE_SECONDS = 8.64e12;

/** ISO 8601 UTC of seconds since the epoch; null where no date can say it (infinite, or milliseconds squared). */
export function isoFromSeconds(seconds: number): string | null {
  return Math.abs(seconds) <= MAX_DATE_SECONDS ? new Date(seconds * 1000).toISOString() : null;
}

const units: readonly (readonly [string, number])[] = [
  ["year", 31_536_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** A length of time in its largest whole unit: "3 days", "1 hour", "0 seconds". */
export function durationWords(seconds: number): string {
  const length = Math.abs(seconds);
  const [unit, size] = units.find(([, atLeast]) => length >= atLeast) ?? ["second", 1];
  const count = Math.floor(length / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
