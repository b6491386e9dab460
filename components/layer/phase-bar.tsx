import type { Exchange } from "@/lib/diagnosis/model";
import { formatDuration } from "@/lib/words/format-duration";
import { phaseFill, phaseNames, toPhases } from "./phases";

/** When a request began and how its time went, on the layer's own axis (ms from the layer's first request). */
export function PhaseBar({
  exchange,
  originMs,
  endMs,
}: {
  readonly exchange: Exchange;
  readonly originMs: number;
  readonly endMs: number;
}) {
  const offset = Date.parse(exchange.startedAt) - originMs;
  const percent = (ms: number) => `${Math.min(100, Math.max(0, (ms / Math.max(endMs, 1)) * 100)).toFixed(2)}%`;
  return (
    <svg aria-hidden="true" width="100%" height="10" className="block overflow-visible">
      {toPhases(exchange.timings).map((phase) => (
        <rect
          key={phase.name}
          x={percent(offset + phase.startMs)}
          y="1"
          width={percent(phase.durationMs)}
          height="8"
          fill={phaseFill[phase.name]}
          stroke="var(--ink-2)"
          strokeWidth="0.75"
        />
      ))}
    </svg>
  );
}

export function PhaseLegend() {
  return (
    <ul aria-label="Phases of a request" className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-fine text-ink-2">
      {phaseNames.map((name) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg aria-hidden="true" width="12" height="10">
            <rect x="0.5" y="1" width="11" height="8" fill={phaseFill[name]} stroke="var(--ink-2)" strokeWidth="0.75" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** The phases in words. */
export function PhaseWords({ exchange }: { readonly exchange: Exchange }) {
  const words = toPhases(exchange.timings).map(({ name, durationMs }) => `${name} ${formatDuration(durationMs)}`);
  return <>{words.join(" · ")}</>;
}
