import { statusColour } from "@/components/ui/sign";
import type { LadderRow } from "./ladder-rows";
import type { Span, TimeAxis } from "./time-axis";

const THINNEST_PERCENT = 1.2;

/** The hatch of control bars, defined once on the page. */
export function HatchPattern() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.7" height="4" fill="var(--ink-2)" />
        </pattern>
      </defs>
    </svg>
  );
}

interface RowBarProps {
  readonly row: LadderRow;
  readonly axis: TimeAxis;
  /** One thin line, for rows without room. */
  readonly slim?: boolean;
}

/** A row's calls on the run's one axis: real ones filled in the status colour, what decides nothing grey, controls hatched below. */
export function RowBar({ row, axis, slim = false }: RowBarProps) {
  const cut = axis.breakAt;
  const crossed = cut !== null && [...row.real, ...row.control, ...row.beside].some((span) => crosses(span, axis, cut));
  const [realY, controlY, height] = slim ? [0, 0, 3] : [4, 13, 5];
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height={slim ? 3 : 22}
      className={`block overflow-visible ${statusColour[row.status]}`}
    >
      {row.beside.map((span) => (
        <Bar key={span.id} {...{ span, axis, height }} y={realY} fill="var(--ink-3)" />
      ))}
      {row.real.map((span) => (
        <Bar key={span.id} {...{ span, axis, height }} y={realY} fill="currentColor" />
      ))}
      {row.control.map((span) => (
        <Bar key={span.id} {...{ span, axis, height }} y={controlY} fill="url(#hatch)" stroke="var(--ink-2)" />
      ))}
      {crossed && !slim && (
        <svg aria-hidden="true" x={`${cut}%`} y="1" width="1" height="20" overflow="visible">
          <path d="M-4 19 1 1h4L0 19Z" fill="var(--surface)" />
          <path d="M-4 19 1 1M0 19 5 1" stroke="var(--ink-2)" strokeWidth="1.2" fill="none" />
        </svg>
      )}
    </svg>
  );
}

function crosses(span: Span, axis: TimeAxis, cut: number): boolean {
  return axis.toPercent(span.startMs) <= cut && axis.toPercent(span.endMs) >= cut;
}

interface BarProps {
  readonly span: Span;
  readonly axis: TimeAxis;
  readonly y: number;
  readonly height: number;
  readonly fill: string;
  readonly stroke?: string;
}

function Bar({ span, axis, y, height, fill, stroke }: BarProps) {
  const start = axis.toPercent(span.startMs);
  const width = Math.max(axis.toPercent(span.endMs) - start, THINNEST_PERCENT);
  const x = Math.min(start, 100 - width);
  return (
    <rect
      x={`${x}%`}
      y={y}
      width={`${width}%`}
      height={height}
      rx={1}
      fill={fill}
      stroke={stroke}
      strokeWidth={stroke && 0.75}
    />
  );
}
