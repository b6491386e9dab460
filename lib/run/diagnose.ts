import { causeRules } from "@/lib/causes";
import { toTokenSummary } from "@/lib/custody/token-summary";
import { type ConcludedLayer, concludeRun } from "@/lib/diagnosis/conclude";
import type { RunEvent, RunEventBody } from "@/lib/diagnosis/events";
import type { Control, Exchange, LayerResult, LogLine, TargetSummary } from "@/lib/diagnosis/model";
import { runLayers } from "@/lib/diagnosis/run-layers";
import { createDoor } from "@/lib/http/create-door";
import type { Door } from "@/lib/http/door-types";
import { awsRegion } from "@/lib/layers/outputs";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { RunLogs } from "@/lib/logs/run-logs";
import type { Redactor } from "@/lib/redact/create-redactor";
import { redactEvent } from "@/lib/redact/redact-event";
import { allowedOrigins, awsAllowed } from "@/lib/targets/allowed-origins";
import type { Runtime } from "./create-runtime";
import type { DiagnosisRequest } from "./diagnosis-request";
import { EventQueue } from "./event-queue";
import { planRun, type RunPlan } from "./plan-run";
import { createRecordingHttp } from "./recording-http";
import { RunCommands } from "./run-commands";
import { createRunId } from "./run-id";
import { serverEnvSecrets } from "./server-env-secrets";
import { seedsOf, toLayerInput } from "./to-layer-input";

export interface Diagnosis {
  readonly runtime: Runtime;
  readonly request: DiagnosisRequest;
  /** Aborting cancels the run at once; it still ends with a conclusion. */
  readonly signal: AbortSignal;
}

const DEFAULT_RUN_TIMEOUT_MS = 120_000;

/**
 * The one use-case: plans and runs the layers, joins logs, concludes, and yields every event as it happens.
 * @throws AppError before the first event, for a token, target or log file that cannot be used
 */
export async function* diagnose(diagnosis: Diagnosis): AsyncGenerator<RunEvent, void, void> {
  const { runtime, request } = diagnosis;
  const input = await toLayerInput(request);
  const plan = planRun(request, input, runtime.layers);
  const startedAtMs = runtime.now();
  const logs = await RunLogs.open(request.target.logs, startedAtMs);
  const runId = createRunId(startedAtMs, runtime.random);
  const queue = new EventQueue<RunEvent>();
  const redactor = runtime.redactor();
  keepSecrets(redactor, input);
  let seq = 0;
  const emit = (body: RunEventBody): void => {
    seq += 1;
    queue.push({ seq, at: new Date(runtime.now()).toISOString(), runId, ...redactEvent(redactor, body) });
  };
  const work = runToEnd({ ...diagnosis, input, plan, startedAtMs, logs, redactor, emit });
  work.then(
    () => queue.end(),
    (reason: unknown) => queue.end({ reason }),
  );
  yield* queue;
}

function keepSecrets(redactor: Redactor, input: LayerInput): void {
  const { base } = input.target.exchange;
  const secrets = [input.keys.secret, base?.secretAccessKey, base?.sessionToken];
  for (const token of tokensOf(input)) redactor.addSecret(token);
  for (const secret of secrets) if (secret != null) redactor.addSecret(secret.reveal());
  for (const secret of serverEnvSecrets(input)) redactor.addSecret(secret);
}

/** Every token that a run has, and those inside them. */
function tokensOf({ token, lapsed, other, reference }: LayerInput): readonly string[] {
  const given = [token, lapsed, other, reference].flatMap((one) => (one == null ? [] : [one]));
  return given.flatMap(({ raw, inner }) => [raw.reveal(), ...(inner === null ? [] : [inner.raw.reveal()])]);
}

interface Work extends Diagnosis {
  readonly input: LayerInput;
  readonly plan: RunPlan;
  readonly startedAtMs: number;
  readonly logs: RunLogs;
  readonly redactor: Redactor;
  emit(body: RunEventBody): void;
}

/** What the events have shown so far, for the log join and the conclusion. */
class Seen {
  readonly exchanges = new Map<string, Exchange[]>();
  readonly controls = new Map<string, Control[]>();
  readonly logs = new Map<string, LogLine[]>();

  /** How long the first genuine call of a layer took, ms; null where none was answered. */
  directMs(layer: string): number | null {
    const first = this.exchanges.get(layer)?.find(({ purpose, status }) => purpose === "real" && status !== null);
    return first?.timings.totalMs ?? null;
  }

  note(body: RunEventBody): void {
    if (body.type === "exchange") append(this.exchanges, body.layer, body.exchange);
    if (body.type === "control") append(this.controls, body.layer, body.control);
    if (body.type === "log") append(this.logs, body.layer, body.line);
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

async function runToEnd(work: Work): Promise<void> {
  const { runtime, request, input, plan } = work;
  const seen = new Seen();
  const emit = (body: RunEventBody): void => {
    seen.note(body);
    work.emit(body);
    if (body.type === "layer-finished") void work.logs.follow(seen.exchanges, emit);
  };
  const door = createDoor({
    allowed: allowedOrigins(request.target, request.iam),
    userAgent: `bonafide/${runtime.toolVersion}`,
    ...(request.target.caPem === undefined ? {} : { caPem: request.target.caPem }),
    ...(request.target.proxyUrl === undefined ? {} : { proxyUrl: request.target.proxyUrl }),
  });
  const limit = AbortSignal.timeout(request.runTimeoutMs ?? DEFAULT_RUN_TIMEOUT_MS);
  const signal = AbortSignal.any([work.signal, limit]);
  const commands = new RunCommands({
    ...{ request, redactor: work.redactor, tokens: tokensOf(input), signal, now: runtime.now, emit },
  });
  try {
    work.emit(startedEvent(work));
    const results = await runLayers({
      layers: plan.layers,
      input,
      seeds: seedsOf(input),
      now: runtime.now,
      signal,
      emit: (body) => emit(request.strict ? withoutInapplicable(body) : body),
      onCrash: (layer, error) => runtime.reportCrash(work.redactor.text(`${layer}: ${describeCrash(error)}`)),
      extend: (base, layer) => ({
        ...base,
        give: (output, value) => {
          if (output.name === awsRegion.name && typeof value === "string") allowAws(door, input, value);
          base.give(output, value);
        },
        http: createRecordingHttp({
          layer: layer.id,
          door,
          redactor: work.redactor,
          userAgent: `bonafide/${runtime.toolVersion}`,
          random: runtime.random,
          emit,
        }),
        allow: (origin) => door.allow(origin),
        directMs: (other) => seen.directMs(other),
        startStdio: commands.starter(layer.id),
        keepSecret: (value) => work.redactor.addSecret(value),
        random: runtime.random,
      }),
    });
    await commands.stop();
    await work.logs.collect(seen.exchanges, emit);
    finish(work, seen, results, signal.aborted);
  } finally {
    await commands.stop();
    door.close();
    await work.logs.close();
  }
}

function allowAws(door: Door, input: LayerInput, region: string): void {
  for (const origin of awsAllowed(input.target, region, input.iam)) door.allow(origin);
}

/** Under `--strict` every layer is required but those that turn out not to concern this token or target. */
function withoutInapplicable(body: RunEventBody): RunEventBody {
  if (body.type !== "layer-finished" || body.result.status !== "not-applicable") return body;
  return { ...body, result: { ...body.result, required: false } };
}

function startedEvent({ runtime, request, input, plan, startedAtMs }: Work): RunEventBody {
  return {
    type: "run-started",
    startedAt: new Date(startedAtMs).toISOString(),
    toolVersion: runtime.toolVersion,
    vantage: runtime.vantage,
    target: targetSummary(request, null),
    subject: request.subject,
    token: input.token === null ? null : toTokenSummary(input.token, runtime.fingerprint),
    layers: plan.planned,
    controls: request.controls,
  };
}

function targetSummary(
  { target, iam }: DiagnosisRequest,
  results: ReadonlyMap<string, LayerResult> | null,
): TargetSummary {
  const text = (id: string, layer = "discovery"): string | null => {
    const value = results?.get(layer)?.facts.find((fact) => fact.id === id)?.value;
    return typeof value === "string" ? value : null;
  };
  const registry = text("registry-url");
  const origins = allowedOrigins(target, iam).map((allowed) => allowed.origin);
  if (registry !== null && target.registryUrl === undefined) origins.push(new URL(registry).origin);
  return {
    name: target.name,
    origins: [...new Set(origins)],
    region: target.region ?? text("region"),
    stackVersion: text("stack-version"),
    mcpVersion: text("mcp-version", "mcp"),
  };
}

function finish(work: Work, seen: Seen, results: ReadonlyMap<string, LayerResult>, stopped: boolean): void {
  const { request, plan, runtime, input } = work;
  const cancelled = stopped && [...results.values()].some((result) => result.status === "cancelled");
  const layers = plan.planned.flatMap((planned): ConcludedLayer[] => {
    const result = results.get(planned.id);
    if (result === undefined) throw new Error(`${planned.id} has not ended`);
    const excused = request.strict && result.status === "not-applicable" && request.only === null;
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
  const concluded = concludeRun({ layers, rules: causeRules, tokenKind: input.token?.kind ?? null, cancelled });
  if (concluded.revision !== null) work.emit({ type: "layer-revised", ...concluded.revision });
  work.emit({
    type: "run-finished",
    state: cancelled ? "cancelled" : "finished",
    durationMs: Math.max(0, runtime.now() - work.startedAtMs),
    conclusion: concluded.conclusion,
    target: targetSummary(request, results),
  });
}

function describeCrash(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
