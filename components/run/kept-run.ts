/** Of this tab only. Holds the run's id and what was asked for: no token, no handle of one, no key. */
const KEY = "bonafide-run";

/** Remembers the run for a reload of this tab; null forgets it. Browsers may refuse storage: then a reload loses it. */
export function keepRun(run: object | null): void {
  try {
    if (run === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(run));
  } catch {}
}

/** What was remembered, as text; null if nothing was. */
export function keptRun(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
