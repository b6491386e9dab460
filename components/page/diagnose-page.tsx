"use client";

import { lazy, Suspense, useEffect } from "react";
import { closeLayer, deskStore, openLayer, setDesk } from "@/components/data/desk-store";
import { shownAs } from "@/components/data/page-options";
import type { LayerIntro, OpenedScenario, ReportKind } from "@/components/data/server-data";
import { useOutline } from "@/components/data/use-server-data";
import { useStore } from "@/components/data/use-store";
import { Intake } from "@/components/intake/intake";
import { useLaunch } from "@/components/intake/use-launch";
import { usePasteBox } from "@/components/intake/use-paste-box";
import { Announcer } from "@/components/run/announcer";
import { keptRun } from "@/components/run/kept-run";
import { Ladder } from "@/components/run/ladder";
import { focusRow, stepRow } from "@/components/run/ladder-focus";
import { idleRows, runRows } from "@/components/run/ladder-rows";
import { runStore } from "@/components/run/run-store";
import { layerToOpen, runVerdict } from "@/components/run/run-verdict";
import { useClock } from "@/components/run/use-clock";
import { VerdictCard } from "@/components/run/verdict-card";
import { useChosenTarget } from "@/components/target/use-chosen-target";
import { AskDialog } from "./ask-dialog";
import { RunStrip } from "./run-strip";
import { SidePanel } from "./side-panel";
import { useKeys } from "./use-keys";

/** Next to no run has any: fetched with the first. */
const BesideTheRun = lazy(() =>
  import("@/components/run/beside-the-run").then((module) => ({ default: module.BesideTheRun })),
);

function closeOpen(): void {
  const id = deskStore.get().open;
  if (id === null) return;
  closeLayer();
  // On a narrow screen the row is there again only after the next paint.
  requestAnimationFrame(() => focusRow(id));
}

function takeOptions({ options, targetName, token }: OpenedScenario, scenario: string): void {
  setDesk({
    scenario,
    choice: targetName,
    subject: null,
    withoutToken: token === null,
    options: shownAs(options ?? {}),
  });
}

interface DiagnosePageProps {
  readonly layers: readonly LayerIntro[];
  readonly reports: readonly ReportKind[];
}

/** The page: what to run, the layers as they end, and the verdict, in places that never move. */
export function DiagnosePage({ layers, reports }: DiagnosePageProps) {
  const desk = useStore(deskStore);
  const run = useStore(runStore);
  const view = run?.view ?? null;
  const verdict = run === null ? null : runVerdict(run);
  const over = verdict !== null && verdict !== "running";
  const boxes = usePasteBox(run === null);
  const { reading } = boxes;
  const chosen = useChosenTarget();
  const tokenKind = reading?.ok === true ? reading.description.kind : null;
  const { options, keyTyped } = desk;
  const target = run === null ? chosen.target : null;
  const asked = { target, tokenKind, keyTyped, options };
  const outline = useOutline({ ...asked, subject: chosen.subject?.name ?? null });
  const launch = useLaunch(boxes, chosen, outline.data ?? null);
  const clock = useClock(run);

  useEffect(() => {
    // Fetched when there is a run to find again: the first load has a budget.
    if (keptRun() !== null) void import("@/components/run/resume-run").then(({ resumeRun }) => resumeRun());
  }, []);
  useEffect(() => {
    if (view?.conclusion != null && !deskStore.get().chosen) setDesk({ open: layerToOpen(view) });
  }, [view]);
  const read = (text: string) => {
    boxes.read(text);
    launch.clearProblem();
  };
  useKeys({
    run: () => void (run === null ? launch.launch() : over && launch.runAgain()),
    close: closeOpen,
    step: stepRow,
    newToken: () => over && launch.newToken(),
    help: () => launch.setAsk({ kind: "keys" }),
    paste: (text) => {
      if (run === null) boxes.fill(text);
      else if (over) launch.setAsk({ kind: "paste", text });
    },
  });

  return (
    <main
      data-verdict={verdict ?? undefined}
      data-view={desk.alone && desk.open !== null ? "layer" : "run"}
      className="desk mx-auto max-w-[1480px] px-3 py-3 sm:px-6 sm:py-4"
    >
      {run === null ? (
        <Intake box={boxes.token} {...{ reading, chosen, outline, launch, options }} onText={read} />
      ) : (
        <>
          <RunStrip run={run} launch={launch} />
          <VerdictCard run={run} reports={reports} elapsedMs={clock.elapsedMs} onCancel={launch.cancel} />
        </>
      )}
      <Ladder
        rows={view === null ? idleRows(layers, run?.asked.outline ?? outline.data) : runRows(view, clock.nowMs)}
        phase={verdict === null ? "idle" : over ? "over" : "running"}
        open={desk.open}
        onOpen={openLayer}
        onClose={closeOpen}
      />
      <SidePanel
        {...{ layers, run, chosen, reading }}
        open={desk.open}
        outline={run === null ? outline.data : (run.asked.outline ?? undefined)}
        keyBox={boxes.key}
        onScenario={(opened, scenario) => {
          takeOptions(opened, scenario);
          launch.clearProblem();
          boxes.fillKey(opened.options?.signatureKey ?? "");
          boxes.fill(opened.token ?? "");
        }}
        onClose={closeOpen}
        onKeys={() => launch.setAsk({ kind: "keys" })}
      />
      {view !== null && view.logs.length > 0 && (
        <Suspense>
          <BesideTheRun lines={view.logs} />
        </Suspense>
      )}
      <Announcer run={run} />
      <AskDialog
        launch={launch}
        onPaste={(text) => {
          launch.setAsk(null);
          boxes.fillLater(text);
          launch.newToken();
        }}
      />
    </main>
  );
}
