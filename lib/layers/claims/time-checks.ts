import type { Evidence } from "@/lib/diagnosis/model";
import type { JsonObject } from "@/lib/token/strict-json";
import { durationWords, isoFromSeconds } from "@/lib/token/time-claims";

/** Anything later is milliseconds: 1e11 seconds are the year 5138. */
const MILLISECONDS_FROM = 1e11;
const YEAR_2000 = Date.UTC(2000, 0, 1) / 1000;
const TEN_YEARS = 3653 * 86_400;
const DAY = 86_400;
/** How far ahead `nbf` may be, in seconds, before the token counts as not valid yet: the leeway most verifiers grant. */
const NBF_LEEWAY = 60;

export interface TimeFlaw {
  readonly reason: "expired" | "expires-soon" | "not-yet-valid" | "issued-ahead" | "implausible-time";
  readonly detail: string;
  readonly evidence: Evidence;
}

function number(payload: JsonObject, name: string): number | null {
  const value = payload[name];
  return typeof value === "number" ? value : null;
}

/** Why a time cannot be meant; null when it can. */
function oddity(seconds: number, now: number): string | null {
  if (!Number.isFinite(seconds)) return "is too large for a number";
  if (seconds > MILLISECONDS_FROM) return `looks like milliseconds (${isoFromSeconds(seconds / 1000) ?? "no date"})`;
  if (seconds < YEAR_2000) return "is before the year 2000";
  return seconds > now + TEN_YEARS ? "is more than ten years ahead" : null;
}

function expiry(exp: number, now: number): TimeFlaw | null {
  const left = exp - now;
  const evidence = { exp, expiresAt: isoFromSeconds(exp) };
  // No leeway: a registry need not grant any (RFC 7519 §4.1.4).
  if (left <= 0) return { reason: "expired", detail: `expired ${durationWords(left)} ago`, evidence };
  return left < DAY ? { reason: "expires-soon", detail: `expires in ${durationWords(left)}`, evidence } : null;
}

function order(payload: JsonObject): readonly string[] {
  const exp = number(payload, "exp");
  return ["nbf", "iat"].flatMap((name) => {
    const from = number(payload, name);
    return exp !== null && from !== null && from > exp ? [`${name} is after exp`] : [];
  });
}

/**
 * What a start that is still to come means. `iat` is no start: a clock that is a little ahead writes it, and only some
 * verifiers mind. Of `nbf` most grant a minute.
 */
function ahead(name: "nbf" | "iat", seconds: number, now: number): TimeFlaw | string | null {
  // Whole seconds: a token issued this very second, rounded up, is not of the future.
  if (seconds <= Math.ceil(now)) return null;
  if (name === "iat" && seconds - now > DAY) return "iat is more than a day ahead";
  return {
    reason: name === "nbf" && seconds - now > NBF_LEEWAY ? "not-yet-valid" : "issued-ahead",
    detail: `${name} is ${durationWords(seconds - now)} ahead`,
    evidence: { [name]: seconds, validFrom: isoFromSeconds(seconds) },
  };
}

/** Checks `exp`, `nbf` and `iat`, where they are numbers, at a time in milliseconds since the epoch. */
export function timeFlaws(payload: JsonObject, nowMs: number): readonly TimeFlaw[] {
  const now = nowMs / 1000;
  const flaws: TimeFlaw[] = [];
  const odd: string[] = [];
  const exp = number(payload, "exp");
  const seen = exp !== null && Number.isFinite(exp) ? expiry(exp, now) : null;
  if (seen !== null) flaws.push(seen);
  for (const name of ["exp", "nbf", "iat"] as const) {
    const seconds = number(payload, name);
    if (seconds === null) continue;
    const why = oddity(seconds, now);
    const start = why === null && name !== "exp" ? ahead(name, seconds, now) : null;
    if (why !== null) odd.push(`${name} ${why}`);
    else if (typeof start === "string") odd.push(start);
    else if (start !== null) flaws.push(start);
  }
  for (const detail of [...odd, ...order(payload)]) flaws.push({ reason: "implausible-time", detail, evidence: {} });
  return flaws;
}
