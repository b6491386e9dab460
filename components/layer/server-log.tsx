import { formatUtcClock } from "@/components/ui/format-time";
import { Said } from "@/components/ui/said";
import type { LogLine } from "@/lib/diagnosis/model";
import { Section } from "./section";

const matters = ["warn", "warning", "error", "critical", "fatal"];
const matched = { traceId: "trace id", requestId: "request id", time: "time" };

/** The server's own lines about this layer's requests; those that matter are marked. */
export function ServerLog({ lines }: { readonly lines: readonly LogLine[] }) {
  if (lines.length === 0) return null;
  const sources = [...new Set(lines.map((line) => line.source))].join(", ");
  const by = [...new Set(lines.map((line) => matched[line.matchedBy]))].join(", ");
  return (
    <Section title="Server log" note={`${sources} · ${lines.length} matched by ${by}`}>
      <ol className="overflow-hidden rounded-lg bg-sunken py-1.5 font-mono text-fine">
        {lines.map((line) => {
          const marked = matters.includes(line.level.toLowerCase());
          return (
            <li
              key={`${line.at} ${line.source} ${line.message}`}
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
