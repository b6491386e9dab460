import { causeRules } from "@/lib/causes";
import type { CauseRule } from "@/lib/diagnosis/cause-rule";
import type { RunEventBody } from "@/lib/diagnosis/events";
import type { LayerResult } from "@/lib/diagnosis/model";
import { runLayers } from "@/lib/diagnosis/run-layers";
import { createDoor } from "@/lib/http/create-door";
import type { Door } from "@/lib/http/door-types";
import { awsRegion } from "@/lib/layers/outputs";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { RunLogs } from "@/lib/logs/run-logs";
import type { Redactor } from "@/lib/redact/create-redactor";
import { allowedOrigins, awsAllowed } from "@/lib/targets/allowed-origins";
import { abandonRun, finishRun } from "./finish-run";
import { createFaultTeller, ownLine, type TellFault } from "./own-faults";
import { createRecordingHttp } from "./recording-http";
import { RunCommands } from "./run-commands";
import { type RunFrame, startedEvent } from "./run-frame";
import { tokensOf } from "./run-secrets";
import { SeenEvents } from "./seen-events";
import { seedsOf } from "./to-layer-input";

export interface RunWork extends RunFrame {
  /** Aborting cancels the run. */
  readonly signal: AbortSignal;
  readonly redactor: Redactor;
  /** Those of the application unless given. */
  readonly rules?: readonly CauseRule[];
  emit(body: RunEventBody): void;
}

const DEFAULT_RUN_TIMEOUT_MS = 120_000;

/** Runs the layers of a planned run and all that stands beside them, from the first event to the last. */
export async function carryOutRun(work: RunWork): Promise<void> {
  const { runtime, run, redactor } = work;
  const seen = new SeenEvents();
  let logs: RunLogs | null = null;
  const emit = (body: RunEventBody): void => {
    seen.note(body);
    work.emit(body);
    if (body.type === "layer-finished") logs?.look();
  };
  const limit = AbortSignal.timeout(run.options.runTimeoutMs ?? DEFAULT_RUN_TIMEOUT_MS);
  const signal = AbortSignal.any([work.signal, limit]);
  const tell = createFaultTeller({ runtime, redactor, emit });
  const tokens = tokensOf(run.input);
  const commands = new RunCommands({ run, redactor, tokens, signal, now: runtime.now, emit, tell });
  emit(startedEvent(work));
  const end = { frame: work, rules: work.rules ?? causeRules, seen, tell, emit };
  let door: Door | null = null;
  try {
    door = openDoor(work);
    for (const notice of runtime.notices) emit({ type: "log", layer: null, line: ownLine(notice, runtime.now()) });
    logs = await openLogs({ ...work, emit }, door, seen);
    const results = await runPlanned({ ...work, signal, emit }, { door, seen, tell, commands });
    await commands.stop();
    await logs.collect(!signal.aborted);
    await logs.close();
    finishRun({ ...end, results, stopped: signal.aborted });
  } catch (error) {
    await commands.stop();
    await logs?.close();
    abandonRun({ ...end, stopped: signal.aborted }, error);
  } finally {
    await commands.stop();
    await logs?.close();
    door?.close();
  }
}

function openDoor({ run: { input }, runtime }: RunWork): Door {
  const { target, iam } = input;
  return createDoor({
    allowed: allowedOrigins(target, iam),
    userAgent: `bonafide/${runtime.toolVersion}`,
    ...(target.caPem === undefined ? {} : { caPem: target.caPem }),
    ...(target.proxyUrl === undefined ? {} : { proxyUrl: target.proxyUrl }),
  });
}

function openLogs(work: RunWork, door: Door, { exchanges }: SeenEvents): Promise<RunLogs> {
  const { runtime, run, startedAtMs, emit } = work;
  const { now, logSources: types } = runtime;
  return RunLogs.open({ sources: run.input.target.logs, types, exchanges, door, now, startedAtMs, emit });
}

interface Means {
  readonly door: Door;
  readonly seen: SeenEvents;
  readonly tell: TellFault;
  readonly commands: RunCommands;
}

function runPlanned(work: RunWork, { door, seen, tell, commands }: Means): Promise<ReadonlyMap<string, LayerResult>> {
  const { runtime, run, redactor, emit, signal } = work;
  const { input, options } = run;
  const userAgent = `bonafide/${runtime.toolVersion}`;
  return runLayers({
    layers: run.plan.layers,
    input,
    seeds: seedsOf(input),
    now: runtime.now,
    signal,
    emit: (body) => emit(options.strict === true ? withoutInapplicable(body) : body),
    onCrash: tell,
    extend: (base, layer) => ({
      ...base,
      give: (output, value) => {
        if (output.name === awsRegion.name && typeof value === "string") allowAws(door, input, value);
        base.give(output, value);
      },
      http: createRecordingHttp({ layer: layer.id, door, redactor, userAgent, random: runtime.random, emit }),
      allow: (origin) => door.allow(origin),
      directMs: (other) => seen.directMs(other),
      startStdio: commands.starter(layer.id),
      keepSecret: (value) => redactor.addSecret(value),
      random: runtime.random,
    }),
  });
}

function allowAws(door: Door, input: LayerInput, region: string): void {
  for (const origin of awsAllowed(input.target, region, input.iam)) door.allow(origin);
}

/** Under `--strict` every layer is required but those that turn out not to concern this token or target. */
function withoutInapplicable(body: RunEventBody): RunEventBody {
  if (body.type !== "layer-finished" || body.result.status !== "not-applicable") return body;
  return { ...body, result: { ...body.result, required: false } };
}
