import { createInterface } from "node:readline";
import { diagnose } from "@/lib/run/diagnose";
import { prepareRun } from "@/lib/run/prepare-run";
import { Secret } from "@/lib/secret";
import { resolveTarget } from "@/lib/targets/resolve-target";
import type { TargetFile } from "@/lib/wire/target-schema";
import { createTestRuntime, foldEvents } from "./run-lab";

export interface HostileRequest {
  readonly target: TargetFile;
  readonly token: string;
  readonly timeoutMs: number;
  /** The layer that the run is for, with what it needs; null runs all. */
  readonly only: readonly string[] | null;
}

export interface HostileOutcome {
  readonly verdict: string;
  readonly code: string | null;
  readonly statuses: Readonly<Record<string, string>>;
  readonly durationMs: number;
  /** Resident memory before the run, after a collection, and its highest mark since the process began; bytes. */
  readonly residentBefore: number;
  readonly highest: number;
  readonly crashes: readonly string[];
}

const collect: unknown = Reflect.get(globalThis, "gc");
const { runtime, crashes } = await createTestRuntime();

for await (const line of createInterface({ input: process.stdin })) {
  // The parent is our own test.
  const { target, token, timeoutMs, only }: HostileRequest = JSON.parse(line);
  const resolved = await resolveTarget(target, { baseDir: "/", env: {} });
  if (typeof collect === "function") collect();
  const residentBefore = process.memoryUsage.rss();
  const started = performance.now();
  const events = [];
  const run = await prepareRun({
    token: new Secret(token),
    target: resolved.target,
    subject: null,
    options: { timeoutMs, ...(only === null ? {} : { only }) },
    keys: {},
  });
  for await (const event of diagnose({ runtime, run, signal: new AbortController().signal })) events.push(event);
  const durationMs = performance.now() - started;
  const view = foldEvents(events);
  const outcome: HostileOutcome = {
    verdict: view.conclusion?.verdict ?? "none",
    code: view.conclusion?.code ?? null,
    statuses: Object.fromEntries(view.layers.map((layer) => [layer.id, layer.status])),
    durationMs,
    residentBefore,
    highest: process.resourceUsage().maxRSS * 1024,
    crashes: [...crashes],
  };
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
