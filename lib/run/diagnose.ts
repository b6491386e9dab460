import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import type { RunEvent, RunEventBody } from "@/lib/diagnosis/events";
import { redactedCrash } from "@/lib/redact/crash-text";
import { redactEvent } from "@/lib/redact/redact-event";
import { carryOutRun } from "./carry-out-run";
import type { Runtime } from "./create-runtime";
import { EventQueue } from "./event-queue";
import type { PreparedRun } from "./prepare-run";
import { createRunId } from "./run-id";
import { keepSecrets } from "./run-secrets";

export interface Diagnosis {
  readonly runtime: Runtime;
  readonly run: PreparedRun;
  /** Aborting cancels the run at once; it still ends with a conclusion. */
  readonly signal: AbortSignal;
  /** What explains findings: the application's own rules unless given. */
  readonly rules?: readonly CauseRule[];
}

/**
 * The one use-case: runs the layers of a prepared run, joins logs, concludes, and yields every event as it happens. What
 * stands beside the layers (log sources, commands, our own crashes) may fail: that is said in the events, and ends no run.
 */
export async function* diagnose(diagnosis: Diagnosis): AsyncGenerator<RunEvent, void, void> {
  const { runtime, run } = diagnosis;
  const { input } = run;
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
  carryOutRun({ ...diagnosis, startedAtMs, redactor, emit }).then(
    () => queue.end(),
    (reason: unknown) => queue.end({ reason: redactedCrash(reason, redactor) }),
  );
  yield* queue;
}
