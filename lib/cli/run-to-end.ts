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

/** Runs a diagnosis to its end; an interrupt cancels the run, which still concludes. `onEvent` gets the run after each event. */
export async function followRun(
  engine: Engine,
  run: PreparedRun,
  terminal: Terminal,
  onEvent: (event: RunEvent, view: RunView) => Promise<void>,
): Promise<FollowedRun> {
  const controller = new AbortController();
  const stopListening = terminal.onInterrupt(() => controller.abort());
  let view: RunView | null = null;
  try {
    for await (const event of engine.diagnose(run, controller.signal)) {
      view = applyEvent(view, event);
      if (view !== null) await onEvent(event, view);
    }
  } finally {
    stopListening();
  }
  if (view === null || view.conclusion === null) throw new Error("the run ended without a conclusion");
  return { view, interrupted: controller.signal.aborted && view.state !== "finished" };
}

/** The exit code of a run. */
export function runExitCode({ view, interrupted }: FollowedRun): number {
  if (interrupted) return exitCodes.interrupted;
  return verdictExitCode(view.conclusion?.verdict ?? "inconclusive");
}
