/** The time limit as typed: ms from 50 to 600,000, null for the default, or `faulty`. Thousands may be set apart. */
export function readTimeout(typed: string): number | null | "faulty" {
  const text = typed.replace(/[\s,_]/g, "");
  if (text === "") return null;
  const ms = Number(text);
  return /^\d+$/.test(text) && ms >= 50 && ms <= 600_000 ? ms : "faulty";
}
