import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import type { RunEvent, RunEventBody } from "@/lib/diagnosis/events";
import { redactEvent } from "@/lib/redact/redact-event";
import { carryOutRun } from "./carry-out-run";
import type { Runtime } from "./create-runtime";
import type { DiagnosisRequest } from "./diagnosis-request";
import { EventQueue } from "./event-queue";
import { planRun } from "./plan-run";
import { createRunId } from "./run-id";
import { keepSecrets } from "./run-secrets";
import { toLayerInput } from "./to-layer-input";

export interface Diagnosis {
  readonly runtime: Runtime;
  readonly request: DiagnosisRequest;
  /** Aborting cancels the run at once; it still ends with a conclusion. */
  readonly signal: AbortSignal;
  /** What explains findings: the application's own rules unless given. */
  readonly rules?: readonly CauseRule[];
}

/**
 * The one use-case: plans and runs the layers, joins logs, concludes, and yields every event as it happens. What stands
 * beside the layers (log sources, commands, our own crashes) may fail: that is said in the events, and ends no run.
 * @throws AppError before the first event, for a token or target that cannot be used
 */
export async function* diagnose(diagnosis: Diagnosis): AsyncGenerator<RunEvent, void, void> {
  const { runtime, request } = diagnosis;
  const input = await toLayerInput(request);
  const plan = planRun(request, input, runtime.layers);
  const startedAtMs = runtime.now();
  const runId = createRunId(startedAtMs, runtime.random);
  const queue = new EventQueue<RunEvent>();
  const redactor = runtime.redactor();
  keepSecrets(redactor, input);
  let seq = 0;
  const emit = (body: RunEventBody): void => {
    const event = { at: new Date(runtime.now()).toISOString(), runId, ...redactEvent(redactor, body) };
    seq += 1;
    queue.push({ seq, ...event });
  };
  carryOutRun({ ...diagnosis, input, plan, startedAtMs, redactor, emit }).then(
    () => queue.end(),
    (reason: unknown) => queue.end({ reason }),
  );
  yield* queue;
}
