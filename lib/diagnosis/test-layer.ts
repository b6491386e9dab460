import type { RunEventBody } from "./events";
import { defineOutput, ended, type FindingTable, type Layer, type LayerContext } from "./layer";
import { type EngineRun, runLayers } from "./run-layers";

export const value = defineOutput<string>("value", "no value");
export const other = defineOutput<string>("other", "no other value");

type TestLayer = Layer<null>;

const findings: FindingTable = {
  broken: { effect: "fail", title: "it is broken", remedy: "mend it", actor: "operator" },
  unclear: { effect: "inconclusive", title: "it is unclear", remedy: "look again", actor: "operator" },
  odd: { effect: "warn", title: "it is odd", remedy: "look", actor: "operator" },
  refused: { effect: "tool-error", title: "we refused", remedy: "name it", actor: "operator" },
};

/** A layer of five lines for tests of the engine. */
export function testLayer(id: string, parts: Partial<TestLayer> = {}): TestLayer {
  return {
    id,
    title: id,
    question: `${id}?`,
    nature: "live",
    needs: () => [],
    uses: () => [],
    gives: [],
    evidence: null,
    findings,
    facts: { status: "HTTP status" },
    tables: { t: { title: "first", columns: { a: "A", b: "B" } }, u: { title: "second", columns: { a: "A", b: "B" } } },
    signals: ["seen"],
    controls: () => [],
    proves: `${id} works`,
    doesNotProve: "more",
    settledBy: [],
    doing: () => id,
    notApplicable: () => null,
    requiredByDefault: () => true,
    plan: () => ({ requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] }),
    byHand: () => null,
    run: async () => ended("done"),
    ...parts,
  };
}

/** Runs test layers and returns how they ended, with the events. */
export async function runTestLayers(
  layers: readonly TestLayer[],
  more: Partial<EngineRun<null, LayerContext<null>>> = {},
) {
  const events: RunEventBody[] = [];
  const crashes: string[] = [];
  let clock = 0;
  const results = await runLayers<null, LayerContext<null>>({
    layers,
    input: null,
    seeds: [],
    now: () => {
      clock += 1;
      return clock;
    },
    signal: new AbortController().signal,
    extend: (base) => base,
    emit: (event) => events.push(event),
    onCrash: (layer) => crashes.push(layer),
    ...more,
  });
  const statuses = Object.fromEntries([...results].map(([id, result]) => [id, result.status]));
  return { results, statuses, events, crashes };
}
