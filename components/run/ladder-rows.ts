import type { LayerIntro, Outline } from "@/components/data/server-data";
import { type ControlSummary, controlSummary } from "@/components/layer/control-summary";
import type { LiveLayerStatus } from "@/lib/diagnosis/model";
import { besideNameOf, isControl } from "@/lib/diagnosis/purpose";
import type { LayerView, RunView } from "@/lib/diagnosis/reduce";
import { countOf } from "@/lib/words/count-words";
import { statusMeaning } from "@/lib/words/status-words";
import type { Span } from "./time-axis";

interface NamedSpan extends Span {
  readonly id: string;
}

/** One row of the ladder, the same shape before, during and after a run. */
export interface LadderRow {
  readonly id: string;
  readonly nature: "local" | "live";
  /** What the subject should get, where that is not simply to be served. */
  readonly expects: "refused" | "open" | null;
  readonly status: LiveLayerStatus;
  /** Null before a run: there is no status to tell. */
  readonly word: string | null;
  readonly summary: string;
  readonly controls: ControlSummary | null;
  /** Ms; null where nothing ran. */
  readonly tookMs: number | null;
  readonly real: readonly NamedSpan[];
  readonly control: readonly NamedSpan[];
  /** Calls that neither prove nor refuse anything. */
  readonly beside: readonly NamedSpan[];
}

export function idleRows(intros: readonly LayerIntro[], outline: Outline | undefined): LadderRow[] {
  return intros.map((intro) => {
    const planned = outline?.layers.find((layer) => layer.id === intro.id);
    const count = planned?.controls.length ?? intro.controlNames.length;
    const off = planned?.notApplicable ?? null;
    return {
      id: intro.id,
      nature: intro.nature,
      expects: null,
      status: "waiting",
      word: null,
      summary: off === null ? intro.question : `will not apply: ${off}`,
      controls:
        count === 0 || off !== null
          ? null
          : {
              shield: "planned",
              words: countOf(count, "control"),
              short: countOf(count, "control"),
              colour: "text-ink-2",
            },
      tookMs: null,
      real: [],
      control: [],
      beside: [],
    };
  });
}

/** `nowMs` is in the server's clock; it draws what is still under way. */
export function runRows(view: RunView, nowMs: number): LadderRow[] {
  const originMs = Date.parse(view.startedAt);
  return view.layers.map((layer) => {
    const startMs = layer.startedAt === null ? null : Date.parse(layer.startedAt) - originMs;
    const running = layer.status === "running" && startMs !== null;
    const tookMs = running ? Math.max(0, nowMs - originMs - startMs) : (layer.result?.durationMs ?? null);
    return {
      id: layer.id,
      nature: layer.nature,
      expects: layer.expects ?? null,
      status: layer.status,
      word: layer.status,
      summary: summaryOf(layer),
      controls: controlSummary(layer),
      tookMs: startMs === null ? null : tookMs,
      ...spansOf(layer, originMs, startMs, tookMs, running),
    };
  });
}

function summaryOf(layer: LayerView): string {
  if (layer.status === "waiting") return layer.question;
  if (layer.result === null) return layer.doing === "" ? statusMeaning[layer.status] : layer.doing;
  return layer.result.summary === "" ? statusMeaning[layer.status] : layer.result.summary;
}

function spansOf(layer: LayerView, originMs: number, startMs: number | null, tookMs: number | null, running: boolean) {
  const real: NamedSpan[] = [];
  const control: NamedSpan[] = [];
  const beside: NamedSpan[] = [];
  for (const exchange of layer.exchanges) {
    const start = Date.parse(exchange.startedAt) - originMs;
    const span = { id: exchange.id, startMs: start, endMs: start + exchange.timings.totalMs };
    const decidesNothing = besideNameOf(exchange.purpose) !== null;
    (isControl(exchange.purpose) ? control : decidesNothing ? beside : real).push(span);
  }
  if (startMs !== null && (running || layer.exchanges.length === 0)) {
    const lastEnd = [...real, ...control, ...beside].reduce((latest, span) => Math.max(latest, span.endMs), startMs);
    real.push({ id: "under way", startMs: running ? lastEnd : startMs, endMs: startMs + (tookMs ?? 0) });
  }
  return { real, control, beside };
}
