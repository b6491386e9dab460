import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "@/lib/diagnosis/events";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import { labRequest } from "@/lib/lab/run/lab-request";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { Lab } from "@/lib/lab/start-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import type { RunPlan } from "@/lib/run/plan-run";
import { type PreparedRun, prepareRun } from "@/lib/run/prepare-run";
import { holdSecrets } from "@/lib/wire/given-options";
import type { RunOptions } from "@/lib/wire/run-options";
import type { TargetFile } from "@/lib/wire/target-schema";

/** A runtime for tests, and what it reported of our own crashes. */
export interface TestRuntime {
  readonly runtime: Runtime;
  readonly crashes: readonly string[];
}

/** Makes a runtime with a fingerprint key of its own. */
export async function createTestRuntime(redaction: "on" | "off" = "on"): Promise<TestRuntime> {
  const dataFolder = await mkdtemp(join(tmpdir(), "bonafide-truth-"));
  const crashes: string[] = [];
  const runtime = await createRuntime({ dataFolder, redaction, reportCrash: (text) => crashes.push(text) });
  // The key is read once, and nothing else is kept there.
  await rm(dataFolder, { recursive: true, force: true });
  return { runtime, crashes };
}

/** Options of the run that take the place of the stack's own, and more. */
export interface RunMore extends RunOptions {
  /** One of the test process unless given. */
  readonly runtime?: Runtime;
  /** The chain; the usual one unless given. */
  readonly layers?: RunPlan["layers"];
  /** Fields that take the place of the stack's own target. */
  readonly target?: TargetFile;
}

/** The request that a stack is made for. */
async function requestOf(stack: LabStack, more: RunMore = {}): Promise<DiagnosisRequest> {
  const { runtime: _, target, layers: _layers, ...options } = more;
  const request = await labRequest(stack, target);
  return { ...request, options: { ...request.options, ...holdSecrets(options) } };
}

/** The prepared run that a stack is made for. */
export async function preparedOf(stack: LabStack, more: RunMore = {}): Promise<PreparedRun> {
  return prepareRun(await requestOf(stack, more), more.layers === undefined ? {} : { layers: more.layers });
}

export interface LabRun {
  readonly view: RunView;
  readonly events: readonly RunEvent[];
}

let shared: Promise<TestRuntime> | null = null;

/**
 * Diagnoses a lab stack to the end.
 * @throws if the run emits no event
 */
export async function runStack(stack: LabStack, more: RunMore = {}): Promise<LabRun> {
  shared ??= createTestRuntime();
  return runPrepared(more.runtime ?? (await shared).runtime, await preparedOf(stack, more));
}

/**
 * Runs to the end what was prepared.
 * @throws if the run emits no event
 */
export async function runPrepared(runtime: Runtime, run: PreparedRun): Promise<LabRun> {
  const events: RunEvent[] = [];
  for await (const event of diagnose({ runtime, run, signal: new AbortController().signal })) events.push(event);
  return { view: foldEvents(events), events };
}

/** @throws if there is no first event */
export function foldEvents(events: readonly RunEvent[]): RunView {
  let view: RunView | null = null;
  for (const event of events) view = applyEvent(view, event);
  if (view === null) throw new Error("the run emitted no event");
  return view;
}

/** Works through items, so many at a time; results keep the order of the items. */
export async function mapSome<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.set(next[0], await work(next[1]));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

const AT_ONCE = 8;

/** Opens the stack of each scenario, works with it and closes it, a few at a time. */
export function mapScenarios<R>(
  lab: Lab,
  work: (stack: LabStack) => Promise<R>,
  ids: readonly string[] = lab.scenarios.map((scenario) => scenario.id),
): Promise<readonly R[]> {
  return mapSome(ids, AT_ONCE, async (id) => {
    const stack = await lab.open(id);
    try {
      return await work(stack);
    } finally {
      await stack.close();
    }
  });
}
