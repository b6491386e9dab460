import type { TrueTime } from "@/lib/diagnosis/layer";
import type { Finding } from "@/lib/diagnosis/model";

/** AWS takes a request whose time is this far off. */
const AWS_ALLOWS_SECONDS = 15 * 60;

/** Credentials this close to their end are of no use. */
export const ARRIVAL_MARGIN_MS = 60_000;

/**
 * Whether a layer that asks AWS would report this at that time as well; null for what is not about time. That a session or
 * token has expired is said by AWS, by a clock of its own.
 */
export function awsFindingHolds({ code, evidence }: Finding, { nowMs, hopAheadS }: TrueTime): boolean | null {
  const reason = code.slice(code.indexOf("/") + 1);
  if (reason === "request-time-skewed") return Math.abs(hopAheadS ?? 0) > AWS_ALLOWS_SECONDS;
  if (reason !== "expired-on-arrival") return null;
  const expiresMs = Date.parse(String(evidence.expiration));
  return Number.isNaN(expiresMs) || expiresMs <= nowMs + ARRIVAL_MARGIN_MS;
}
