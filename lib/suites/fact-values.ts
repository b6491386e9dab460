import type { EvidenceValue, LayerResult } from "@/lib/diagnosis/model";

/** What a layer saw, by the facts' ids; nothing of a layer that did not end. */
export function factValues(result: LayerResult | null | undefined): Readonly<Record<string, EvidenceValue>> {
  return Object.fromEntries((result?.facts ?? []).map(({ id, value }) => [id, value]));
}
