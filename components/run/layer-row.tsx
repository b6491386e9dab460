import type { KeyboardEvent } from "react";
import type { ControlSummary } from "@/components/layer/control-summary";
import { ShieldBrokenIcon, ShieldHeldIcon, ShieldIcon, ShieldUnknownIcon } from "@/components/ui/icons";
import { Said } from "@/components/ui/said";
import { Sign, statusColour } from "@/components/ui/sign";
import { formatDuration, formatElapsed } from "@/lib/words/format-duration";
import type { LadderRow } from "./ladder-rows";
import { RowBar } from "./row-bar";
import type { TimeAxis } from "./time-axis";

interface LayerRowProps {
  readonly row: LadderRow;
  readonly axis: TimeAxis;
  readonly open: boolean;
  readonly tabStop: boolean;
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const quiet = ["blocked", "not-applicable", "cancelled", "waiting"];

export function LayerRow({ row, axis, open, tabStop, onToggle, onKeyDown }: LayerRowProps) {
  return (
    <li data-layer={row.id} data-status={row.status} className="border-t border-line">
      <button
        type="button"
        data-row={row.id}
        aria-expanded={open}
        aria-controls="layer-panel"
        tabIndex={tabStop ? 0 : -1}
        onClick={onToggle}
        onKeyDown={onKeyDown}
        className="ladder-grid relative h-[57px] w-full items-center text-left -outline-offset-2 hover:bg-sunken aria-expanded:bg-raised"
      >
        {open && <span className="absolute inset-y-0 left-0 w-[3px] bg-ink" />}
        <Sign status={row.status} />
        <span className="min-w-0">
          <span className="flex items-baseline gap-2 whitespace-nowrap">
            <span className={`font-medium ${quiet.includes(row.status) && row.word !== null ? "text-ink-2" : ""}`}>
              {row.id}
            </span>
            {row.word !== null && <span className={`text-fine ${statusColour[row.status]}`}>{row.word}</span>}
            {row.nature === "local" && <span className="text-fine text-ink-3">local</span>}
            {row.expects !== null && (
              <span className="text-fine text-ink-3">
                {row.expects === "open" ? "open on purpose" : "to be refused"}
              </span>
            )}
          </span>
          <span
            className={`line-clamp-2 text-fine leading-4 [overflow-wrap:anywhere] ${row.status === "fail" ? "text-fail" : "text-ink-2"}`}
          >
            <Said>{row.summary}</Said>
          </span>
        </span>
        <span className="max-sm:hidden">{row.controls !== null && <Controls controls={row.controls} />}</span>
        <span className="max-roomy:hidden">
          <RowBar row={row} axis={axis} />
        </span>
        <span className="absolute inset-x-4 bottom-0 roomy:hidden">
          <RowBar row={row} axis={axis} slim />
        </span>
        <span className="text-right whitespace-nowrap text-ink-2">
          <Took row={row} />
          {row.controls !== null && (
            <span className={`block text-fine sm:hidden ${row.controls.colour}`}>
              <span className="sr-only">controls: </span>
              {row.controls.short}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}

function Took({ row }: { readonly row: LadderRow }) {
  if (row.word === null || row.status === "waiting") return null;
  const format = row.status === "running" ? formatElapsed : formatDuration;
  return <span className="block">{row.tookMs === null ? "–" : format(row.tookMs)}</span>;
}

const shields = {
  planned: <ShieldIcon />,
  held: <ShieldHeldIcon />,
  broken: <ShieldBrokenIcon />,
  unknown: <ShieldUnknownIcon />,
};

function Controls({ controls }: { readonly controls: ControlSummary }) {
  return (
    <span className="flex items-center gap-1.5 text-fine whitespace-nowrap">
      <span className={controls.colour}>{shields[controls.shield]}</span>
      <span className={controls.colour === "text-pass" ? "text-ink-2" : controls.colour}>{controls.words}</span>
    </span>
  );
}
