import type { RunEventBody } from "./events";
import {
  type FindingTable,
  type FindingWords,
  judge,
  type Layer,
  type LayerContext,
  layerFor,
  type Outcome,
  type Output,
} from "./layer";
import type { Evidence, Finding, LayerResult } from "./model";
import { OutputBoard } from "./output-board";
import { ShownEvidence } from "./shown-evidence";

/** A value that is known before any layer runs. */
export interface Seed {
  readonly output: Output<unknown>;
  readonly value: unknown;
}

export interface EngineRun<Input, Context extends LayerContext<Input>> {
  /** Planned layers in chain order. */
  readonly layers: readonly Layer<Input, Context>[];
  readonly input: Input;
  readonly seeds: readonly Seed[];
  /** Milliseconds since the epoch. */
  now(): number;
  readonly signal: AbortSignal;
  /** Adds the application's capabilities (the door, secrets) to a layer's context. */
  extend(base: LayerContext<Input>, layer: Layer<Input, Context>): Context;
  emit(body: RunEventBody): void;
  /** Takes our own fault in a layer, before the layer's end is told. Must not throw. */
  onCrash(layer: string, error: unknown): void;
}

/** How long a cancelled layer may take to hand in the request it had under way, ms. */
const CANCEL_GRACE_MS = 100;

/**
 * Runs the planned layers: those that need nothing unmet side by side, dependants as soon as an output is there.
 * Every layer ends in exactly one status; one that throws is `tool-error` while the rest go on.
 */
export async function runLayers<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
): Promise<ReadonlyMap<string, LayerResult>> {
  const board = new OutputBoard(run.layers.map((layer) => ({ layer: layer.id, outputs: layer.gives })));
  for (const seed of run.seeds) board.give(seed.output, seed.value);
  const results = new Map<string, LayerResult>();
  const aborted = whenAborted(run.signal);
  await Promise.all(
    run.layers.map(async (layer) => {
      const result = tellEnd(run, layer.id, await endLayer(run, layer, board, aborted));
      results.set(layer.id, result);
      board.layerEnded(layer.id);
    }),
  );
  return results;
}

/** Tells how a layer ended. Where that cannot be told, it is our own fault that is told instead. */
function tellEnd<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
  layer: string,
  result: LayerResult,
): LayerResult {
  try {
    run.emit({ type: "layer-finished", layer, result });
    return result;
  } catch (error) {
    run.onCrash(layer, error);
    const crashed = unstarted("tool-error", CRASHED);
    run.emit({ type: "layer-finished", layer, result: crashed });
    return crashed;
  }
}

function whenAborted(signal: AbortSignal): Promise<"aborted"> {
  if (signal.aborted) return Promise.resolve("aborted");
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve("aborted"));
  });
}

function unstarted(status: LayerResult["status"], summary: string): LayerResult {
  return { status, summary, findings: [], facts: [], startedAt: null, durationMs: 0 };
}

async function endLayer<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
  layer: Layer<Input, Context>,
  board: OutputBoard,
  aborted: Promise<"aborted">,
): Promise<LayerResult> {
  try {
    const reason = layer.notApplicable(run.input);
    if (reason !== null) return unstarted("not-applicable", reason);
    const missing = await Promise.race([firstMissing(run, layer, board), aborted]);
    if (missing === "aborted") return unstarted("cancelled", "the run was stopped before this layer began");
    if (missing !== null) return unstarted("blocked", blockedBecause(run, missing));
    return await runOneLayer(run, layer, board, aborted);
  } catch (error) {
    run.onCrash(layer.id, error);
    return unstarted("tool-error", CRASHED);
  }
}

const CRASHED = "Bonafide itself failed here; this says nothing about the target";

async function firstMissing<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
  layer: Layer<Input, Context>,
  board: OutputBoard,
): Promise<Output<unknown> | null> {
  const needs = layer.needs(run.input);
  const given = await Promise.all(needs.map((need) => board.wait(need)));
  const missing = needs.find((_, index) => given[index] === false);
  if (missing === undefined) await Promise.all(layer.uses(run.input).map((use) => board.wait(use)));
  return missing ?? null;
}

function blockedBecause<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
  missing: Output<unknown>,
): string {
  const giver = run.layers.find((layer) => layer.gives.some((output) => output.name === missing.name));
  return giver === undefined ? missing.absent : `${missing.absent}: ${giver.id} gave none`;
}

interface Collected {
  readonly findings: Finding[];
  readonly shown: ShownEvidence;
  open: boolean;
}

async function runOneLayer<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
  layer: Layer<Input, Context>,
  board: OutputBoard,
  aborted: Promise<"aborted">,
): Promise<LayerResult> {
  const startedAtMs = run.now();
  const startedAt = new Date(startedAtMs).toISOString();
  run.emit({ type: "layer-started", layer: layer.id, startedAt, doing: layer.doing(run.input) });
  const collected: Collected = { findings: [], shown: new ShownEvidence(layer), open: true };
  const doing = (words: string): void => {
    // The same event once more: whoever follows the run shows the newer words.
    if (collected.open) run.emit({ type: "layer-started", layer: layer.id, startedAt, doing: words });
  };
  const context = run.extend({ ...baseContext(run, layer, board, collected), doing }, layer);
  const ended = settle(() => layer.run(context));
  await Promise.race([ended, aborted]);
  // The door answers a cancelled request at once; a little grace lets it be recorded.
  if (run.signal.aborted) await Promise.race([ended, pause(CANCEL_GRACE_MS)]);
  collected.open = false;
  const durationMs = Math.max(0, run.now() - startedAtMs);
  const common = { startedAt, durationMs, ...collected.shown.parts() };
  if (run.signal.aborted) {
    return { ...common, status: "cancelled", summary: "the run was stopped while this layer ran", findings: [] };
  }
  const how = await ended;
  if ("error" in how) {
    run.onCrash(layer.id, how.error);
    return { ...common, status: "tool-error", summary: CRASHED, findings: [...collected.findings] };
  }
  const { outcome } = how;
  const status = outcome.status === "not-applicable" ? "not-applicable" : judge(collected.findings);
  return { ...common, status, summary: outcome.summary, findings: [...collected.findings] };
}

type Settled = { readonly outcome: Outcome } | { readonly error: unknown };

async function settle(work: () => Promise<Outcome>): Promise<Settled> {
  try {
    return { outcome: await work() };
  } catch (error) {
    return { error };
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function baseContext<Input, Context extends LayerContext<Input>>(
  run: EngineRun<Input, Context>,
  layer: Layer<Input, Context>,
  board: OutputBoard,
  collected: Collected,
): Omit<LayerContext<Input>, "doing"> {
  const { findings } = layerFor(layer, run.input);
  return {
    input: run.input,
    now: run.now,
    signal: run.signal,
    get: (output) => board.get(output),
    whenGiven: async (output) => {
      if (layer.awaits?.some((awaited) => awaited.name === output.name) !== true) {
        throw new Error(`${layer.id} awaits ${output.name} without declaring it`);
      }
      await board.wait(output);
      return board.get(output);
    },
    give: (output, value) => {
      if (!layer.gives.some((given) => given.name === output.name)) {
        throw new Error(`${layer.id} gives ${output.name} without declaring it`);
      }
      board.give(output, value);
    },
    found: (reason, evidence = {}, words = {}) => {
      const finding = toFinding(layer.id, findings, reason, evidence, words);
      // One fact, one finding: a second flaw (a control, the repeat) adds nothing.
      if (!collected.findings.some((known) => known.code === finding.code)) collected.findings.push(finding);
      return finding;
    },
    control: (control) => {
      if (collected.open) run.emit({ type: "control", layer: layer.id, control });
    },
    fact: (id, value) => collected.shown.fact(id, value),
    table: (table) => collected.shown.table(table),
    recognised: (signal) => collected.shown.recognised(signal),
  };
}

/**
 * The finding for a reason of a layer's table.
 * @throws for a reason that the table does not have: a programming error in the layer
 */
export function toFinding(
  layer: string,
  findings: FindingTable,
  reason: string,
  evidence: Evidence,
  words: FindingWords = {},
): Finding {
  const row = findings[reason];
  if (row === undefined) throw new Error(`${layer} has no finding "${reason}"`);
  return {
    code: `${layer}/${reason}`,
    severity: row.effect === "fail" || row.effect === "info" ? row.effect : "warn",
    effect: row.effect,
    title: words.title ?? row.title,
    remedy: words.remedy ?? row.remedy,
    actor: words.actor ?? row.actor,
    evidence,
    ...(row.spec === undefined ? {} : { spec: row.spec }),
  };
}
