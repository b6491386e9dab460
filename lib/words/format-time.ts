const units = [
  // Days say more than "1 year" or "2 months" do about when a token ends.
  ["year", 2 * 31_557_600],
  ["day", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

function amount(seconds: number): string {
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? units[4];
  const count = Math.floor(seconds / (unit === "year" ? size / 2 : size));
  const plural = (unit === "day" || unit === "year") && count !== 1;
  return `${count} ${unit}${plural ? "s" : ""}`;
}

/** "in 29 days", "3 min ago", "now". `iso` is ISO 8601; `nowMs` milliseconds since the epoch. */
export function formatRelative(iso: string, nowMs: number): string {
  const seconds = (Date.parse(iso) - nowMs) / 1000;
  if (Number.isNaN(seconds)) return "at an unreadable time";
  if (Math.abs(seconds) < 1) return "now";
  return seconds > 0 ? `in ${amount(seconds)}` : `${amount(-seconds)} ago`;
}

/** "2026-11-23 14:42:07 UTC"; the text itself if it is no time. */
export function formatUtc(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "14:42:07.121" in UTC, for log lines. */
export function formatUtcClock(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : at.toISOString().slice(11, 23);
}

/** "14:59": minutes and seconds left; never below zero. Takes milliseconds. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
