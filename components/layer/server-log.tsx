import { Said } from "@/components/ui/said";
import type { Cause, LogLine } from "@/lib/diagnosis/model";
import { formatUtcClock } from "@/lib/words/format-time";
import { Section } from "./section";

const matters = ["warn", "warning", "error", "critical", "fatal"];
const matched = { traceId: "trace id", requestId: "request id", time: "time" };

interface ServerLogProps {
  readonly lines: readonly LogLine[];
  /** Causes that explain this layer: a line that one of them rests on is the one that matters. */
  readonly causes: readonly Cause[];
  readonly passed: boolean;
}

/** Servers repeat themselves within one millisecond, and lines are only ever added at the end. */
function lineKey(line: LogLine, index: number): string {
  return `${index} ${line.at}`;
}

/** Picks the lines to mark: those a cause was observed in, else every complaint; none in a layer that passed. */
function markedLines({ lines, causes, passed }: ServerLogProps): ReadonlySet<LogLine> {
  const complaints = passed ? [] : lines.filter((line) => matters.includes(line.level.toLowerCase()));
  const named = complaints.filter((line) =>
    causes.some(
      (cause) => cause.basis === "observed" && cause.line?.source === line.source && cause.line.at === line.at,
    ),
  );
  return new Set(named.length > 0 ? named : complaints);
}

/** The server's own lines about this layer's requests; those that matter are marked. */
export function ServerLog(props: ServerLogProps) {
  const { lines } = props;
  if (lines.length === 0) return null;
  const sources = [...new Set(lines.map((line) => line.source))].join(", ");
  const by = [...new Set(lines.map((line) => matched[line.matchedBy]))].join(", ");
  const marks = markedLines(props);
  return (
    <Section title="Server log" note={`${sources} · ${lines.length} matched by ${by}`}>
      <ol className="overflow-hidden rounded-lg bg-sunken py-1.5 font-mono text-fine">
        {lines.map((line, index) => {
          const marked = marks.has(line);
          return (
            <li
              key={lineKey(line, index)}
              className={`grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 border-l-2 px-3 py-0.5 sm:grid-cols-[auto_3.5rem_minmax(0,1fr)] ${marked ? "border-fail bg-fail-tint" : "border-transparent"}`}
            >
              <time dateTime={line.at} className="text-ink-3">
                {formatUtcClock(line.at)}
              </time>
              <Said className={marked ? "text-fail" : "text-ink-3"}>{line.level}</Said>
              <Said className="[overflow-wrap:anywhere] max-sm:col-span-2">{line.message}</Said>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
