import type { Finding, LayerStatus } from "./model";

/**
 * The line of a layer's row. Unless the layer passed it is the finding that decided its status, so that no row says of an
 * answer what its finding denies; `own` are the layer's words for all else.
 */
export function rowSummary(status: LayerStatus, findings: readonly Finding[], own: string): string {
  return findings.find(({ effect }) => effect === status)?.title ?? own;
}

const ORDER: readonly Finding["effect"][] = ["fail", "tool-error", "inconclusive", "warn", "info"];

/** What decides comes first; among equals what was found first. */
export function byWeight(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect));
}
