import type { LayerView } from "@/lib/diagnosis/reduce";
import { type ControlsSummary, summariseControls } from "@/lib/words/describe-controls";

export interface ControlSummary extends Pick<ControlsSummary, "words" | "short"> {
  readonly shield: "planned" | "held" | "broken" | "unknown";
  readonly colour: string;
}

const looks: Readonly<Record<ControlsSummary["state"], Pick<ControlSummary, "shield" | "colour">>> = {
  planned: { shield: "planned", colour: "text-ink-2" },
  underway: { shield: "planned", colour: "text-ink-2" },
  held: { shield: "held", colour: "text-pass" },
  accepted: { shield: "broken", colour: "text-fail" },
  unanswered: { shield: "unknown", colour: "text-inconclusive" },
  "not-sent": { shield: "unknown", colour: "text-ink-2" },
  open: { shield: "unknown", colour: "text-ink-2" },
  idle: { shield: "unknown", colour: "text-ink-2" },
};

/** What a row shows of its controls; null when it has none. */
export function controlSummary(layer: LayerView): ControlSummary | null {
  const summary = summariseControls(layer);
  return summary === null ? null : { words: summary.words, short: summary.short, ...looks[summary.state] };
}
