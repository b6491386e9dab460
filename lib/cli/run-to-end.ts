import type { RunEvent } from "@/lib/diagnosis/events";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import type { PreparedRun } from "@/lib/run/prepare-run";
import type { Engine } from "./engine-port";
import { exitCodes, verdictExitCode } from "./exit-code";
import type { Terminal } from "./terminal";

export interface FollowedRun {
  readonly view: RunView;
  /** The operator stopped it. */
  readonly interrupted: boolean;
}

export type PrintEvent = (event: RunEvent, view: RunView) => Promise<void>;

/** Runs a diagnosis to its end; an interrupt cancels the run, which still concludes. `onEvent` gets the run after each event. */
export async function followRun(
  engine: Engine,
  run: PreparedRun,
  terminal: Terminal,
  onEvent: PrintEvent,
): Promise<FollowedRun> {
  const controller = new AbortController();
  const stopListening = terminal.onInterrupt(() => controller.abort());
  let view: RunView | null = null;
  const show = containedPrinter(onEvent, terminal);
  try {
    for await (const event of engine.diagnose(run, controller.signal)) {
      view = applyEvent(view, event);
      if (view !== null) await show(event, view);
    }
  } finally {
    stopListening();
  }
  if (view === null || view.conclusion === null) throw new Error("the run ended without a conclusion");
  return { view, interrupted: controller.signal.aborted && view.state !== "finished" };
}

/** A printer that fails costs the progress, not the run: it is said once, and nothing more is printed. */
function containedPrinter(print: PrintEvent, terminal: Terminal): PrintEvent {
  let broken = false;
  return async (event, view) => {
    if (broken) return;
    try {
      await print(event, view);
    } catch (error) {
      broken = true;
      const why = error instanceof Error ? error.name : "an unknown error";
      await terminal.err.write(`Progress can no longer be shown (${why}); the run goes on.\n`).catch(() => {});
    }
  };
}

/** The exit code of a run. */
export function runExitCode({ view, interrupted }: FollowedRun): number {
  if (interrupted) return exitCodes.interrupted;
  return verdictExitCode(view.conclusion?.verdict ?? "inconclusive");
}
