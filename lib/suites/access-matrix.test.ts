import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStack } from "@/lib/lab/open-stack";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import type { StackConfig } from "@/lib/lab/stack/stack-config";
import {
  accessMatrix,
  accessOfRow,
  type MatrixLayer,
  type MatrixRow,
  matrixDifferences,
  matrixLayers,
  nameOfCell,
  type Outcome,
  stackKinds,
  tokenStates,
  turned,
} from "./access-matrix";
import { closings, stackOfRow, stackWithBrokenCell } from "./matrix-stacks";
import { mapSome, runStack } from "./run-lab";

const AT_ONCE = 4;
const ALL_MS = 180_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-matrix-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let opened = 0;

/** Opens a stack of this configuration, works with it and closes it. */
async function withStack<R>(config: StackConfig, work: (stack: LabStack) => Promise<R>): Promise<R> {
  opened += 1;
  const logPath = join(folder, `${opened}.jsonl`);
  const stack = await openStack({ id: "matrix", config, logPath, onMinted: () => undefined });
  try {
    return await work(stack);
  } finally {
    await stack.close();
  }
}

/** Runs a stack for a subject who should get what the row declares. */
function runFor(stack: LabStack, declared: MatrixRow) {
  const token = declared.token === "none" ? ({ token: "none" } as const) : {};
  const subjects = [{ name: "caller", ...token, access: accessOfRow(declared) }];
  return runStack(stack, { target: { subjects } });
}

interface Turn {
  readonly row: MatrixRow;
  readonly layer: MatrixLayer;
  readonly to: Outcome;
}

const words: readonly Outcome[] = ["served", "refused", "open", "not-applicable"];

/** Every cell turned to every other word, one at a time; where nobody asks, one word stands for all. */
function turnsOf(row: MatrixRow): readonly Turn[] {
  return matrixLayers.flatMap((layer) => {
    const others = row.cells[layer] === "not-applicable" ? words.slice(0, 1) : words;
    return others.filter((to) => to !== row.cells[layer]).map((to) => ({ row, layer, to }));
  });
}

it("declares every kind of stack with every kind of token, once", () => {
  const wanted = stackKinds.flatMap((stack) => tokenStates.map((token) => `${stack} ${token}`));
  expect(accessMatrix.map(({ stack, token }) => `${stack} ${token}`)).toEqual(wanted);
});

describe("the access matrix, on the lab", () => {
  /** By row: what differs from it, its verdict, and what is named when one cell of the declaration is turned. */
  const seen = new Map<MatrixRow, { readonly differences: readonly string[]; readonly verdict: string }>();
  const named: { readonly turn: Turn; readonly differences: readonly string[] }[] = [];
  beforeAll(async () => {
    await mapSome(accessMatrix, AT_ONCE, (row) =>
      withStack(stackOfRow(row), async (stack) => {
        const { view } = await runFor(stack, row);
        seen.set(row, { differences: matrixDifferences(row, view), verdict: view.conclusion?.verdict ?? "none" });
        for (const turn of turnsOf(row)) {
          const declared = turned(row, turn.layer, turn.to);
          const run = await runFor(stack, declared);
          named.push({ turn, differences: matrixDifferences(declared, run.view) });
        }
      }),
    );
  }, ALL_MS);

  it.each(accessMatrix.map((row) => [`${row.stack} × ${row.token}`, row] as const))(
    "%s is as declared",
    (_name, row) => {
      const objects = Object.values(row.cells).some((outcome) => outcome.includes(":"));
      expect(seen.get(row)).toEqual({ differences: [], verdict: objects ? "fail" : "pass" });
    },
  );

  it("names the one cell of the declaration that is turned", () => {
    expect(named).toHaveLength(accessMatrix.flatMap(turnsOf).length);
    const wrong = named.filter(({ turn: { row, layer }, differences }) => {
      const [first, ...others] = differences;
      return others.length > 0 || first?.startsWith(`${nameOfCell(row, layer)}: `) !== true;
    });
    expect(wrong.map(({ turn: { row, layer, to }, differences }) => [nameOfCell(row, layer), to, differences])).toEqual(
      [],
    );
  });
});

describe("the access matrix, where the lab behaves otherwise in one cell", () => {
  const all = accessMatrix.flatMap((row) =>
    matrixLayers.flatMap((layer) => {
      const broken = stackWithBrokenCell(row, layer);
      const close = row.cells[layer] === "open" ? closings[layer] : undefined;
      return [
        ...(broken === null ? [] : [{ name: nameOfCell(row, layer), row, config: broken }]),
        ...(close === undefined ? [] : [{ name: nameOfCell(row, layer), row, config: close(stackOfRow(row)) }]),
      ];
    }),
  );

  it("names that cell and no other", { timeout: ALL_MS }, async () => {
    expect(all.length).toBeGreaterThan(70);
    const lines = await mapSome(all, AT_ONCE, ({ name, row, config }) =>
      withStack(config, async (stack) => {
        const { view } = await runStack(stack);
        const cells = matrixDifferences(row, view).map((line) => line.replace(/:.*$/, ""));
        return `${name} broken: ${cells.join(", ")}`;
      }),
    );
    expect(lines).toEqual(all.map(({ name }) => `${name} broken: ${name}`));
  });
});
