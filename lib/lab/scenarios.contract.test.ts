import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/diagnosis/reduce";
import { layers } from "@/lib/layers";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { diagnoseStack } from "./run/diagnose-stack";
import { scenarios } from "./scenarios/index";
import { type Lab, type LabRequest, startLab } from "./start-lab";

const CONCURRENT = 4;
/** Room for a loaded machine; some 20 s is usual. */
const ALL_MS = 240_000;
/** Shown by every run against the lab, for its AWS side is not AWS. */
const ALWAYS = "identity/emulator";
/** The way of quilt-mcp: only the scenarios of the group `mcp` list it. */
const USUAL = "mcp/pass-through";

let lab: Lab;
let runtime: Runtime;
let dataFolder: string;
const crashes: string[] = [];

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "bonafide-contract-"));
  lab = await startLab();
  runtime = await createRuntime({ dataFolder, reportCrash: (text) => crashes.push(text) });
  // Loads the AWS client first, which must not count against a scenario's short deadline.
  const warm = await lab.baseline();
  await diagnoseStack(runtime, warm);
  await warm.close();
});

afterAll(async () => {
  await lab.close();
  await rm(dataFolder, { recursive: true, force: true });
});

interface Seen {
  readonly view: RunView;
  readonly witness: readonly LabRequest[];
  /** How many of the stack's secrets stand in the run as they are. */
  readonly leaks: number;
}

/** Opens each stack, diagnoses it and closes it, a few at a time. */
async function diagnoseAll(ids: readonly string[], repaired: boolean): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const stack = await lab.open(id, { repaired });
      try {
        const view = await diagnoseStack(runtime, stack);
        const text = JSON.stringify(view);
        const leaks = stack.secrets().filter((secret) => text.includes(secret)).length;
        seen.set(id, { view, witness: stack.requests(), leaks });
      } finally {
        await stack.close();
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  return seen;
}

function codesOf(view: RunView): readonly string[] {
  const codes = view.layers.flatMap((layer) => (layer.result?.findings ?? []).map((finding) => finding.code));
  return codes.filter((code) => code !== ALWAYS).sort();
}

function outcomeOf(seen: Seen | undefined, group: string) {
  if (seen === undefined) return null;
  const { view } = seen;
  const { verdict, brokenLayer, code } = view.conclusion ?? {};
  const codes = codesOf(view).filter((one) => group === "mcp" || one !== USUAL);
  return { codes, verdict, brokenLayer, code };
}

describe("every scenario", () => {
  let runs: ReadonlyMap<string, Seen> = new Map();
  beforeAll(async () => {
    runs = await diagnoseAll(
      scenarios.map((scenario) => scenario.id),
      false,
    );
  }, ALL_MS);

  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    "%s shows its codes and no other",
    (id, scenario) => {
      const { codes, verdict, brokenLayer, code } = scenario;
      expect(outcomeOf(runs.get(id), scenario.group)).toEqual({ codes, verdict, brokenLayer, code });
    },
  );

  it("ends every layer", () => {
    const open = [...runs].flatMap(([id, { view }]) =>
      view.layers.filter((layer) => layer.result === null).map((layer) => `${id}: ${layer.id}`),
    );
    expect(open).toEqual([]);
  });

  it("shows every request that reached a server, and none that did not", () => {
    for (const [id, { view, witness }] of runs) {
      const exchanges = view.layers.flatMap((layer) => layer.exchanges);
      const reached = witness.map((request) => request.traceId);
      const shown = exchanges.map((exchange) => exchange.traceId);
      const answered = exchanges.filter((exchange) => exchange.status !== null).map((exchange) => exchange.traceId);
      expect(new Set(reached).size, id).toBe(reached.length);
      expect(shown, id).toEqual(expect.arrayContaining(reached));
      expect(reached, id).toEqual(expect.arrayContaining(answered));
    }
  });

  it("is concluded in one sentence of at most 140 characters, that says more than its code", () => {
    const odd = [...runs].flatMap(([id, { view }]) => {
      const { headline = "", heading = "", code } = view.conclusion ?? {};
      const isBare = code !== null && heading.endsWith(`: ${code}`);
      return headline === "" || headline.length > 140 || isBare ? [`${id}: ${headline}`] : [];
    });
    expect(odd).toEqual([]);
  });

  it("shows none of the stacks' secrets", () => {
    expect([...runs].filter(([, { leaks }]) => leaks > 0).map(([id]) => id)).toEqual([]);
  });

  it("crashes none of our code", () => {
    expect(crashes).toEqual([]);
  });
});

describe("every scenario, its one fault repaired", () => {
  const faulty = scenarios.filter((scenario) => scenario.fault !== undefined);
  let runs: ReadonlyMap<string, Seen> = new Map();
  beforeAll(async () => {
    runs = await diagnoseAll(
      faulty.map((scenario) => scenario.id),
      true,
    );
  }, ALL_MS);

  it.each(faulty.map((scenario) => scenario.id))("%s passes", (id) => {
    const passed = { codes: [], verdict: "pass", brokenLayer: null, code: null };
    expect(outcomeOf(runs.get(id), "pass")).toEqual(passed);
  });
});

it("has a scenario for every code that a layer can report", () => {
  const provoked = new Set([ALWAYS, ...scenarios.flatMap((scenario) => scenario.codes)]);
  const codes = layers.flatMap((layer) => Object.keys(layer.findings).map((reason) => `${layer.id}/${reason}`));
  expect(codes.filter((code) => !provoked.has(code))).toEqual([]);
});

it("names codes that layers declare", () => {
  const codes = new Set(
    layers.flatMap((layer) => Object.keys(layer.findings).map((reason) => `${layer.id}/${reason}`)),
  );
  const unknown = scenarios.flatMap((scenario) => scenario.codes.filter((code) => !codes.has(code)));
  expect(unknown).toEqual([]);
});

it("gives every scenario an id of its own", () => {
  expect(new Set(scenarios.map((scenario) => scenario.id)).size).toBe(scenarios.length);
});
