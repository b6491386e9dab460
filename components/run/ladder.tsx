import { countOf } from "@/lib/words/count-words";
import { formatAxisEnd } from "@/lib/words/format-duration";
import { stepRow } from "./ladder-focus";
import type { LadderRow } from "./ladder-rows";
import { LayerRow } from "./layer-row";
import { HatchPattern } from "./row-bar";
import { timeAxis } from "./time-axis";

const steps: Readonly<Record<string, 1 | -1 | "first" | "last">> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: "first",
  End: "last",
};

interface LadderProps {
  readonly rows: readonly LadderRow[];
  readonly phase: "idle" | "running" | "over";
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** The layers in chain order: same place and same row height from first paint to verdict, filling in place. */
export function Ladder({ rows, phase, open, onOpen, onClose }: LadderProps) {
  const axis = timeAxis(
    rows.flatMap((row) => [...row.real, ...row.control, ...row.beside]),
    phase === "running",
  );
  const stop = open ?? rows[0]?.id;
  return (
    <section
      aria-label="Layers"
      className="group card order-2 self-start overflow-hidden wide:sticky wide:top-3 wide:order-3"
    >
      <HatchPattern />
      <div aria-hidden="true" className="ladder-grid h-10 items-center text-fine text-ink-3">
        <span className="col-span-2">
          {countOf(rows.length, "layer")}
          <span className="ml-3 hidden group-has-focus-visible:inline">↑ ↓ walk, Enter opens</span>
        </span>
        <span className="max-sm:hidden">controls</span>
        <span className="flex justify-between max-roomy:hidden">
          {phase !== "idle" && (
            <>
              <span>0</span>
              <span>{formatAxisEnd(axis.endMs)}</span>
            </>
          )}
        </span>
        <span className="text-right">{phase !== "idle" && "took"}</span>
      </div>
      <ol>
        {rows.map((row) => (
          <LayerRow
            key={row.id}
            row={row}
            axis={axis}
            open={open === row.id}
            tabStop={stop === row.id}
            onToggle={() => (open === row.id ? onClose() : onOpen(row.id))}
            onKeyDown={(event) => {
              const step = steps[event.key];
              if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
              event.preventDefault();
              stepRow(step);
            }}
          />
        ))}
      </ol>
    </section>
  );
}
