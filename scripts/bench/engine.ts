import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyEvent, type RunView } from "@/lib/diagnosis/reduce";
import { type LabStack, startLab } from "@/lib/lab/start-lab";
import { writeLab } from "@/lib/lab/write-lab";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { diagnose } from "@/lib/run/diagnose";
import { prepareRun } from "@/lib/run/prepare-run";
import { Secret } from "@/lib/secret";
import { resolveTarget } from "@/lib/targets/resolve-target";

async function runOnce(runtime: Runtime, stack: LabStack): Promise<{ view: RunView; ms: number }> {
  const { target } = await resolveTarget(stack.target, { baseDir: "/", env: {} });
  const { signatureKey } = stack.options;
  const started = performance.now();
  let view: RunView | null = null;
  const run = await prepareRun({
    token: new Secret(stack.token),
    target,
    subject: null,
    options: {},
    keys: signatureKey === undefined ? {} : { secret: new Secret(signatureKey) },
  });
  for await (const event of diagnose({ runtime, run, signal: new AbortController().signal })) {
    view = applyEvent(view, event);
  }
  if (view?.conclusion?.verdict !== "pass") throw new Error(`the healthy lab ended ${view?.conclusion?.verdict}`);
  return { view, ms: performance.now() - started };
}

async function repeat(times: number, runtime: Runtime, stack: LabStack): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < times; index += 1) all.push((await runOnce(runtime, stack)).ms);
  return all;
}

/** Parent and child talk by lines: the child measures the engine, then keeps its lab up for the command line. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bonafide-bench-"));
  const runtime = await createRuntime({ dataFolder: folder, reportCrash: (text) => process.stderr.write(`${text}\n`) });
  const lab = await startLab();
  const stack = await lab.baseline();
  await repeat(3, runtime, stack);
  const warm = await repeat(20, runtime, stack);
  stack.setDelay(200);
  const delayed = await repeat(5, runtime, stack);
  stack.setDelay(0);
  await writeLab(stack, folder);
  process.stdout.write(`${JSON.stringify({ warm, delayed, folder })}\n`);
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once("end", resolve));
  await lab.close();
  await rm(folder, { recursive: true, force: true });
}

await main();
