import { judge, type TrueTime } from "./layer";
import type { Evidence, Exchange, Finding, LayerResult } from "./model";
import { hopOffset, type OwnClock, readOwnClock } from "./own-clock";
import { rowSummary } from "./row-summary";

/** A finished layer whose findings may depend on the time. */
export interface TimedLayer {
  readonly id: string;
  readonly result: LayerResult;
  readonly exchanges: readonly Exchange[];
  /** Whether the layer would report the finding at this time, too; null for one that is not about time. */
  holdsAt(finding: Finding, time: TrueTime): boolean | null;
}

/**
 * Judges once more what was judged by this machine's clock, where servers agree that it is off: a failure that their
 * clock would not give says nothing about the target, and the operator has to act. Gives the layers that come out
 * otherwise.
 */
export function reviseByClock(layers: readonly TimedLayer[]): ReadonlyMap<string, LayerResult> {
  const clock = readOwnClock(layers.flatMap(({ exchanges }) => exchanges));
  const revised = new Map<string, LayerResult>();
  if (clock === null) return revised;
  for (const layer of layers) {
    const result = judgedBy(clock, layer);
    if (result !== layer.result) revised.set(layer.id, result);
  }
  return revised;
}

function judgedBy(clock: OwnClock, { result, exchanges, holdsAt }: TimedLayer): LayerResult {
  if (result.status !== "fail" || result.startedAt === null) return result;
  const hop = hopOffset(exchanges);
  const time: TrueTime = {
    nowMs: Date.parse(result.startedAt) + result.durationMs + clock.behindS * 1000,
    hopAheadS: hop === null ? null : hop - clock.behindS,
  };
  const isOurs = (finding: Finding) => finding.effect === "fail" && holdsAt(finding, time) === false;
  if (!result.findings.some(isOurs)) return result;
  const findings = result.findings.map((finding) => (isOurs(finding) ? asOwnFault(finding, clock) : finding));
  const status = judge(findings);
  return { ...result, status, findings, summary: rowSummary(status, findings, result.summary) };
}

function asOwnFault(finding: Finding, clock: OwnClock): Finding {
  const off = Math.abs(clock.behindS);
  const evidence: Evidence = {
    ...finding.evidence,
    byThisClock: finding.title,
    [clock.behindS > 0 ? "clockBehindBySeconds" : "clockAheadBySeconds"]: off,
    agreeingServers: clock.hosts,
    serversAsked: clock.asked,
  };
  return {
    ...finding,
    severity: "warn",
    effect: "inconclusive",
    title: `this machine's clock is ${off} s off: ${clock.hosts.length === 2 ? "two" : clock.hosts.length} servers agree`,
    remedy: "Sync this machine's clock with NTP, then run again.",
    actor: "operator",
    evidence,
    ownClock: true,
  };
}
