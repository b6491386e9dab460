import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "@/lib/diagnosis/reduce";
import { createRuntime, type Runtime } from "@/lib/run/create-runtime";
import { outlineWithoutText, prepareRun } from "@/lib/run/prepare-run";
import { exceededBy } from "@/lib/run/test-announced";
import { diagnoseStack } from "./run/diagnose-stack";
import { labRequest } from "./run/lab-request";
import { scenarios } from "./scenarios";
import type { Scenario } from "./scenarios/scenario";
import type { LabStack } from "./stack/lab-types";
import { type Lab, type LabRequest, startLab } from "./start-lab";

/** Groups that are tried together, by the name of the part: each part is a file, so that they run beside each other. */
export const contractParts = {
  healthy: ["pass", "discovery", "signature", "claims"],
  registry: ["exchange", "search"],
  aws: ["identity", "s3"],
  mcp: ["mcp"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Two parts run at once on two cores: more at a time would cost the scenarios with a short deadline their answers. */
const CONCURRENT = 3;
/** Room for a loaded machine; some 10 s is usual. */
const ALL_MS = 240_000;
/** Shown by every run against the lab, for its AWS side is not AWS. */
export const ALWAYS = "identity/emulator";
/** The way of quilt-mcp: only the scenarios of the group `mcp` list it. */
const USUAL = "mcp/pass-through";

/** A lab and a runtime of one part. */
interface Bench {
  readonly lab: Lab;
  readonly runtime: Runtime;
  readonly crashes: readonly string[];
  close(): Promise<void>;
}

async function openBench(): Promise<Bench> {
  const crashes: string[] = [];
  const dataFolder = await mkdtemp(join(tmpdir(), "bonafide-contract-"));
  const lab = await startLab();
  const runtime = await createRuntime({ dataFolder, reportCrash: (text) => crashes.push(text) });
  // Loads the AWS client first, which must not count against a scenario's short deadline.
  const warm = await lab.baseline();
  await diagnoseStack(runtime, warm);
  await warm.close();
  const close = async () => {
    await lab.close();
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { lab, runtime, crashes, close };
}

interface Seen {
  readonly view: RunView;
  readonly witness: readonly LabRequest[];
  /** What was sent beyond the announcement, with the token and by its kind alone. */
  readonly exceeded: readonly string[];
  /** How many of the stack's secrets stand in the run as they are. */
  readonly leaks: number;
}

/** What is said before a run: with its token, and on the page, where its kind alone is known. */
async function announcementsOf(stack: LabStack) {
  const request = await labRequest(stack);
  const { outline, input } = await prepareRun(request);
  const { token: _, ...rest } = request;
  const command = rest.target.mcpCommand === undefined ? [] : ["a command on this machine"];
  const outlines = [outline, await outlineWithoutText({ ...rest, tokenKind: input.token?.kind ?? null })];
  for (const { destinations } of outlines) {
    expect(destinations.filter((one) => one.startsWith("a command"))).toHaveLength(command.length);
  }
  return outlines;
}

/** Opens each stack, diagnoses it and closes it, a few at a time. */
async function diagnoseAll(
  { lab, runtime }: Bench,
  ids: readonly string[],
  repaired: boolean,
): Promise<ReadonlyMap<string, Seen>> {
  const seen = new Map<string, Seen>();
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const stack = await lab.open(id, { repaired });
      try {
        const view = await diagnoseStack(runtime, stack);
        const text = JSON.stringify(view);
        const leaks = stack.secrets().filter((secret) => text.includes(secret)).length;
        const exceeded = (await announcementsOf(stack)).flatMap((outline) => exceededBy(outline, view));
        seen.set(id, { view, witness: stack.requests(), exceeded, leaks });
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

/** Holds every scenario of a part to what it promises, with its fault and without. */
export function holdScenarios(part: keyof typeof contractParts): void {
  const groups: readonly string[] = contractParts[part];
  const chosen = scenarios.filter(({ group }) => groups.includes(group));
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());
  holdFaulty(chosen, () => bench);
  holdRepaired(chosen, () => bench);
}

function holdFaulty(chosen: readonly Scenario[], bench: () => Bench): void {
  describe("every scenario", () => {
    let runs: ReadonlyMap<string, Seen> = new Map();
    beforeAll(async () => {
      runs = await diagnoseAll(
        bench(),
        chosen.map((scenario) => scenario.id),
        false,
      );
    }, ALL_MS);

    it.each(chosen.map((scenario) => [scenario.id, scenario] as const))(
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

    it("says in each row what decided it: no summary denies its finding", () => {
      const wrong = [...runs].flatMap(([id, { view }]) =>
        view.layers.flatMap(({ id: layer, result }) => {
          const deciding = result?.findings.find(({ effect }) => effect === result.status);
          const denied =
            deciding !== undefined && (result?.summary !== deciding.title || result.findings[0] !== deciding);
          const unsaid = deciding === undefined && (result?.status === "fail" || result?.status === "inconclusive");
          return denied || unsaid ? [`${id}: ${layer}: ${result?.summary ?? ""}`] : [];
        }),
      );
      expect(wrong).toEqual([]);
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

    it("sends no more than was announced, and nothing to where nothing was announced", () => {
      expect([...runs].flatMap(([id, { exceeded }]) => exceeded.map((one) => `${id}: ${one}`))).toEqual([]);
    });

    it("shows none of the stacks' secrets", () => {
      expect([...runs].filter(([, { leaks }]) => leaks > 0).map(([id]) => id)).toEqual([]);
    });

    it("crashes none of our code", () => {
      expect(bench().crashes).toEqual([]);
    });
  });
}

function holdRepaired(chosen: readonly Scenario[], bench: () => Bench): void {
  describe("every scenario, its one fault repaired", () => {
    const faulty = chosen.filter((scenario) => scenario.fault !== undefined);
    let runs: ReadonlyMap<string, Seen> = new Map();
    beforeAll(async () => {
      runs = await diagnoseAll(
        bench(),
        faulty.map((scenario) => scenario.id),
        true,
      );
    }, ALL_MS);

    it.each(faulty.map((scenario) => scenario.id))("%s passes", (id) => {
      const passed = { codes: [], verdict: "pass", brokenLayer: null, code: null };
      expect(outcomeOf(runs.get(id), "pass")).toEqual(passed);
    });
  });
}
