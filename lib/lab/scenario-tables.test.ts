import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { layers } from "@/lib/layers";
import { scenarios } from "./scenarios";
import type { Scenario } from "./scenarios/scenario";
import { ALWAYS, contractParts } from "./test-scenario-contract";

const here = fileURLToPath(new URL(".", import.meta.url));
/** Holds the builder, and no table. */
const BUILDER = "matrix";
/** Folders that are named otherwise than their group; null where each scenario has the group of its own layer. */
const otherGroups: Readonly<Record<string, string | null>> = { healthy: "pass", replays: null };

interface Table {
  readonly path: string;
  readonly folder: string;
  readonly scenarios: readonly Scenario[];
}

async function readTables(): Promise<readonly Table[]> {
  const folders = readdirSync(`${here}scenarios`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = folders
    .filter(({ name }) => name !== BUILDER)
    .flatMap(({ name }) =>
      readdirSync(`${here}scenarios/${name}`).map((file) => [name, file.replace(/\.ts$/, "")] as const),
    );
  return Promise.all(
    paths.map(async ([folder, file]) => {
      const module: Record<string, readonly Scenario[]> = await import(`./scenarios/${folder}/${file}.ts`);
      return { path: `${folder}/${file}`, folder, scenarios: Object.values(module).flat() };
    }),
  );
}

const tables = await readTables();

describe("the tables of scenarios", () => {
  it("are all listed, each scenario once", () => {
    const listed = scenarios.map(({ id }) => id);
    const written = tables.flatMap((table) => table.scenarios.map(({ id }) => id));
    expect([...listed].sort()).toEqual([...written].sort());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it("hold scenarios of the group that their folder names", () => {
    const strays = tables.flatMap(({ path, folder, scenarios: held }) => {
      const group = folder in otherGroups ? otherGroups[folder] : folder;
      return held.filter((one) => group !== null && one.group !== group).map(({ id }) => `${path}: ${id}`);
    });
    expect(strays).toEqual([]);
  });

  it("name a layer that breaks where a run fails, and nowhere else", () => {
    const wrong = scenarios.filter(({ verdict, code, brokenLayer }) => {
      const layer = code?.split("/")[0] ?? null;
      return brokenLayer !== (verdict === "fail" ? layer : null) || (verdict === "fail" && layer === null);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it("are held to their promises in parts that cover every group once, each in a file of its own", () => {
    const groups = Object.values(contractParts).flat();
    expect([...groups].sort()).toEqual([...new Set(scenarios.map(({ group }) => group))].sort());
    const files = readdirSync(here).filter((name) => /^scenarios-.*\.contract\.test\.ts$/.test(name));
    expect(files.sort()).toEqual(
      Object.keys(contractParts)
        .map((part) => `scenarios-${part}.contract.test.ts`)
        .sort(),
    );
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
