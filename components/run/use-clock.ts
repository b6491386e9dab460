"use client";

import { useNow } from "@/components/ui/use-now";
import type { CurrentRun } from "./run-store";
import { runVerdict } from "./run-verdict";

export interface RunClock {
  /** Ms since the epoch; ticks while a run goes on. Page and server share a machine, and so a clock. */
  readonly nowMs: number;
  /** Since the run began, or its duration once it is over. */
  readonly elapsedMs: number;
}

export function useClock(run: CurrentRun | null): RunClock {
  const running = run !== null && runVerdict(run) === "running";
  const nowMs = useNow(running ? 100 : null);
  const view = run?.view ?? null;
  const elapsedMs = view === null ? 0 : (view.durationMs ?? Math.max(0, nowMs - Date.parse(view.startedAt)));
  return { nowMs, elapsedMs };
}
