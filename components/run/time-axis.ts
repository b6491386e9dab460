/** A stretch of time on a run's axis, in ms from the run's start. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The one time axis of a run: maps ms since its start to percent of its width. */
export interface TimeAxis {
  readonly endMs: number;
  /** Where the axis is cut, in percent; null when it runs through. */
  readonly breakAt: number | null;
  toPercent(ms: number): number;
}

const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const SHORTEST_MS = 100;
/** A gap this long, as a part of the whole, in which nothing starts or ends is cut out. */
const CUT_FROM = 0.6;
/** Width that a cut keeps, as a part of the axis. */
const CUT_WIDTH = 0.12;

/** The next round number at or above `ms`, so that a growing run does not rescale at every tick. */
export function roundUp(ms: number): number {
  if (ms <= SHORTEST_MS) return SHORTEST_MS;
  const power = 10 ** Math.floor(Math.log10(ms));
  const step = steps.find((each) => each * power >= ms) ?? 10;
  return Math.round(step * power);
}

function longestGap(spans: readonly Span[], endMs: number): Span {
  const edges = [0, ...spans.flatMap((span) => [span.startMs, span.endMs]), endMs].sort((a, b) => a - b);
  let longest: Span = { startMs: 0, endMs: 0 };
  for (const [index, startMs] of edges.entries()) {
    const end = edges[index + 1];
    if (end !== undefined && end - startMs > longest.endMs - longest.startMs) longest = { startMs, endMs: end };
  }
  return longest;
}

/**
 * The axis for these spans. A finished run with one very long wait is cut there, so that the wait does not flatten the
 * rest; while running it is never cut.
 */
export function timeAxis(spans: readonly Span[], running: boolean): TimeAxis {
  const lastMs = spans.reduce((latest, span) => Math.max(latest, span.endMs), 0);
  const gap = longestGap(spans, lastMs);
  const gapMs = gap.endMs - gap.startMs;
  const cuts = !running && spans.length >= 3 && gapMs > 2 * SHORTEST_MS && gapMs > CUT_FROM * lastMs;
  if (!cuts) {
    const endMs = roundUp(lastMs);
    return { endMs, breakAt: null, toPercent: (ms) => clamp((ms / endMs) * 100) };
  }
  const drawnMs = (lastMs - gapMs) / (1 - CUT_WIDTH);
  const cutMs = drawnMs * CUT_WIDTH;
  const toDrawn = (ms: number) => {
    if (ms <= gap.startMs) return ms;
    if (ms >= gap.endMs) return ms - gapMs + cutMs;
    return gap.startMs + ((ms - gap.startMs) / gapMs) * cutMs;
  };
  return {
    endMs: lastMs,
    breakAt: clamp(((gap.startMs + cutMs / 2) / drawnMs) * 100),
    toPercent: (ms) => clamp((toDrawn(ms) / drawnMs) * 100),
  };
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, Math.round(percent * 100) / 100));
}
