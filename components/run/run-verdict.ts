import type { LiveLayerStatus, Verdict } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import type { CurrentRun } from "./run-store";

/** What the run element says about itself: `running` until there is a conclusion. A run that the server lost proves nothing. */
export function runVerdict(run: CurrentRun): Verdict | "running" {
  if (run.view?.conclusion != null) return run.view.conclusion.verdict;
  return run.connection === "gone" ? "inconclusive" : "running";
}

/** The sign of the whole run: a stopped one says so, unless something had failed by then. */
export function runSign(run: CurrentRun): LiveLayerStatus {
  const verdict = runVerdict(run);
  return verdict === "inconclusive" && run.view?.state === "cancelled" ? "cancelled" : verdict;
}

export function doneLayers(view: RunView): number {
  return view.layers.filter((layer) => layer.status !== "waiting" && layer.status !== "running").length;
}

/** The layer to open when a run ends: the broken one, else the one that keeps it from passing, else the proof. */
export function layerToOpen(view: RunView): string | null {
  const { conclusion, layers } = view;
  if (conclusion === null) return null;
  if (conclusion.brokenLayer !== null) return conclusion.brokenLayer;
  if (conclusion.verdict === "pass") return conclusion.firstVerifier;
  return layers.find((layer) => layer.required && layer.status !== "pass")?.id ?? null;
}
