import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import { type Concluded, type ConcludedLayer, concludeRun } from "@/lib/diagnosis/conclude";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { LayerResult } from "@/lib/diagnosis/model";
import { reviseByClock, type TimedLayer } from "@/lib/diagnosis/revise-by-clock";
import type { TellFault } from "./own-faults";
import { type RunFrame, targetSummary } from "./run-frame";
import type { SeenEvents } from "./seen-events";

export interface RunEnd {
  readonly frame: RunFrame;
  readonly seen: SeenEvents;
  /** How each layer ended. */
  readonly results: ReadonlyMap<string, LayerResult>;
  /** The operator or the time limit stopped the run. */
  readonly stopped: boolean;
  /** Our own fault ended the run before its time. */
  readonly crashed?: boolean;
  readonly rules: readonly CauseRule[];
  tell: TellFault;
  emit(body: RunEventBody): void;
}

/** The last events of a run: what joining the layers makes of some of them, and the conclusion. */
export function finishRun(end: RunEnd): void {
  const { frame, emit } = end;
  const revised = new Map(revisedByClock(end));
  const results = new Map([...end.results, ...revised]);
  const someCancelled = [...results.values()].some((result) => result.status === "cancelled");
  const cancelled = (end.stopped || end.crashed === true) && someCancelled;
  const concluded = concludeContained({ ...end, results }, cancelled);
  // A layer is revised once, whatever for.
  if (concluded.revision !== null) revised.set(concluded.revision.layer, concluded.revision.result);
  for (const [layer, result] of revised) emit({ type: "layer-revised", layer, result });
  emit({
    type: "run-finished",
    state: end.crashed === true ? "interrupted" : cancelled ? "cancelled" : "finished",
    durationMs: Math.max(0, frame.runtime.now() - frame.startedAtMs),
    conclusion: concluded.conclusion,
    target: targetSummary(frame.run.input, results),
  });
}

/**
 * The last events of a run that our own fault broke off: the layers that were open count as cancelled, and what is known
 * is concluded.
 * @throws the fault itself where even that fails
 */
export function abandonRun(end: Omit<RunEnd, "results" | "crashed">, error: unknown): void {
  end.tell(null, error);
  try {
    const results = new Map(end.seen.results);
    for (const { id } of end.frame.run.plan.planned) {
      if (results.has(id)) continue;
      results.set(id, brokenOff);
      end.emit({ type: "layer-finished", layer: id, result: brokenOff });
    }
    finishRun({ ...end, results, crashed: true });
  } catch {
    throw error;
  }
}

const brokenOff: LayerResult = {
  status: "cancelled",
  summary: "Bonafide itself failed before this layer had ended; this says nothing about the target",
  findings: [],
  facts: [],
  startedAt: null,
  durationMs: 0,
};

/** A fault in judging again is our own, and leaves the layers as they were. */
function revisedByClock(end: RunEnd): ReadonlyMap<string, LayerResult> {
  const { frame, seen, results } = end;
  const { input, plan } = frame.run;
  try {
    return reviseByClock(
      plan.layers.flatMap((layer): readonly TimedLayer[] => {
        const result = results.get(layer.id);
        if (result === undefined) return [];
        const holdsAt: TimedLayer["holdsAt"] = (finding, time) => layer.holdsAt?.(input, finding, time) ?? null;
        return [{ id: layer.id, result, exchanges: seen.exchanges.get(layer.id) ?? [], holdsAt }];
      }),
    );
  } catch (error) {
    end.tell(null, error);
    return new Map();
  }
}

/** A fault in the search for causes is our own, and costs the causes alone. */
function concludeContained(end: RunEnd, cancelled: boolean): Concluded {
  const given = { layers: concludedLayers(end), tokenKind: end.frame.run.input.token?.kind ?? null, cancelled };
  try {
    return concludeRun({ ...given, rules: end.rules });
  } catch (error) {
    end.tell(null, error);
    return concludeRun({ ...given, rules: [] });
  }
}

function concludedLayers({ frame: { run }, seen, results }: RunEnd): readonly ConcludedLayer[] {
  const { plan, options } = run;
  return plan.planned.flatMap((planned): ConcludedLayer[] => {
    const result = results.get(planned.id);
    if (result === undefined) throw new Error(`${planned.id} has not ended`);
    const excused = options.strict === true && result.status === "not-applicable" && options.only === undefined;
    return [
      {
        ...planned,
        settledBy: plan.layers.find((layer) => layer.id === planned.id)?.settledBy ?? [],
        frontOf: plan.layers.find((layer) => layer.id === planned.id)?.frontOf ?? [],
        required: planned.required && !excused,
        result,
        controlResults: seen.controls.get(planned.id) ?? [],
        logs: seen.logs.get(planned.id) ?? [],
      },
    ];
  });
}
