import type { RefObject } from "react";
import { setDesk, setOption } from "@/components/data/desk-store";
import { choiceIn, type PageOptions } from "@/components/data/page-options";
import type { useOutline } from "@/components/data/use-server-data";
import { RunKey } from "@/components/run/run-key";
import { SubjectSelect } from "@/components/target/subject-select";
import { TargetSelect } from "@/components/target/target-select";
import type { ChosenTarget } from "@/components/target/use-chosen-target";
import { buttonClass } from "@/components/ui/button-class";
import type { TokenPreview } from "@/lib/token/describe-token";
import { runOptions } from "@/lib/wire/run-options";
import { IntakeNotice } from "./intake-notice";
import { PasteBox } from "./paste-box";
import type { Launch } from "./use-launch";

interface IntakeProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly reading: TokenPreview | null;
  readonly chosen: ChosenTarget;
  readonly options: PageOptions;
  readonly outline: ReturnType<typeof useOutline>;
  readonly launch: Launch;
  readonly onText: (text: string) => void;
}

/** What to run, against what. As tall as the strip and verdict that take its place. */
export function Intake({ box, reading, chosen, outline, options, launch, onText }: IntakeProps) {
  return (
    <form
      aria-label="Diagnose a token"
      onSubmit={(event) => {
        event.preventDefault();
        void launch.launch();
      }}
      className="card order-1 grid min-h-(--top) gap-x-6 gap-y-4 p-4 wide:col-span-2 wide:h-(--top) wide:grid-cols-2 wide:px-5"
    >
      <PasteBox box={box} reading={reading} busy={launch.starting || !chosen.needsToken} onText={onText} />
      <div className="flex min-w-0 flex-col gap-3">
        <div className="grid items-end gap-x-5 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="flex gap-3 *:flex-1">
            <TargetSelect chosen={chosen} busy={launch.starting} onChosen={launch.clearProblem} />
            <SubjectSelect chosen={chosen} busy={launch.starting} />
          </div>
          <label className="flex h-9 items-center gap-2 text-ink-2">
            <input
              type="checkbox"
              checked={choiceIn(options, "controls") !== "off"}
              disabled={launch.starting}
              onChange={(event) => setOption("controls", event.currentTarget.checked ? "on" : "off")}
              className="size-4 accent-(--ink)"
            />
            {runOptions.controls.page.label}
          </label>
        </div>
        <IntakeNotice chosen={chosen} outline={outline} problem={launch.problem} />
        <div className="mt-auto flex flex-wrap items-center gap-3">
          <button type="submit" disabled={launch.starting} className={buttonClass("primary")}>
            {launch.starting ? "Starting…" : "Run all layers"}
            <RunKey />
          </button>
          {!chosen.lab && (
            <button
              type="button"
              onClick={() => setDesk({ lab: true, open: null })}
              className={`${buttonClass("quiet")} ml-auto`}
            >
              Try the lab
            </button>
          )}
        </div>
      </div>
    </form>
  );
}
