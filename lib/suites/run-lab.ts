import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "@/lib/diagnosis/events";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import type { LabStack } from "@/lib/lab/lab-types";
import { labRequest } from "@/lib/lab/run/lab-request";
import type { Lab } from "@/lib/lab/start-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import type { DiagnosisRequest } from "@/lib/run/diagnosis-request";
import { readServerEnv } from "@/lib/run/parse-server-env";
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

export interface RunMore {
  /** One of the test process unless given. */
  readonly runtime?: Runtime;
  /** Fields that take the place of the stack's own target. */
  readonly target?: TargetFile;
  readonly only?: readonly string[];
  /** ms */
  readonly timeoutMs?: number;
  /** What the operator has of the MCP server's environment. */
  readonly serverEnv?: string;
  /** As the stack's own options unless given. */
  readonly permissions?: boolean;
  /** Reads the role's trust policy; it does not unless given. */
  readonly iam?: boolean;
}

/** The request that a stack is made for. */
export async function requestOf(stack: LabStack, more: RunMore = {}): Promise<DiagnosisRequest> {
  const request = await labRequest(stack, more.target);
  const serverEnv = more.serverEnv === undefined ? request.serverEnv : await readServerEnv(more.serverEnv);
  return {
    ...request,
    only: more.only ?? null,
    timeoutMs: more.timeoutMs ?? request.timeoutMs,
    permissions: more.permissions ?? request.permissions,
    serverEnv,
    ...(more.iam === undefined ? {} : { iam: more.iam }),
  };
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
  const runtime = more.runtime ?? (await shared).runtime;
  const events: RunEvent[] = [];
  const request = await requestOf(stack, more);
  for await (const event of diagnose({ runtime, request, signal: new AbortController().signal })) events.push(event);
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
