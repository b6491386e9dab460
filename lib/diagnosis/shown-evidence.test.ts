import { describe, expect, it } from "vitest";
import { ended, type LayerContext } from "./layer";
import { runTestLayers, testLayer } from "./test-layer";

async function shownBy(show: (ctx: LayerContext<null>) => void, parts: Parameters<typeof testLayer>[1] = {}) {
  const faults: string[] = [];
  const run = async (ctx: LayerContext<null>) => {
    show(ctx);
    return ended("done");
  };
  const { results } = await runTestLayers([testLayer("a", { run, ...parts })], {
    onCrash: (_, error) => faults.push(String(error)),
  });
  return { result: results.get("a"), faults };
}

const row = (id: string, ...cells: string[]) => ({ id, mark: "good", cells }) as const;

describe("facts", () => {
  it("carry the label that the layer declares, once, the latest value, in the order they were first seen", async () => {
    const facts = { status: "HTTP status", bucket: "the bucket" };
    const show = (ctx: LayerContext<null>) => {
      ctx.fact("bucket", "b");
      ctx.fact("status", 200);
      ctx.fact("bucket", ["c"]);
    };
    expect((await shownBy(show, { facts })).result?.facts).toEqual([
      { id: "bucket", label: "the bucket", value: ["c"] },
      { id: "status", label: "HTTP status", value: 200 },
    ]);
  });

  it.each([
    ["that the layer does not declare", "tools"],
    ["that every object has", "constructor"],
  ])("are a crash of ours by an id %s", async (_, id) => {
    const { result, faults } = await shownBy((ctx) => ctx.fact(id, 1));
    expect(result).toMatchObject({ status: "tool-error", facts: [] });
    expect(faults).toEqual([`Error: a declares no fact "${id}"`]);
  });

  it("are none of a layer that declares none", async () => {
    const layer = testLayer("a", {
      run: async (ctx) => {
        ctx.fact("status", 1);
        return ended("");
      },
    });
    const { facts: _facts, ...without } = layer;
    expect((await runTestLayers([without])).crashes).toEqual(["a"]);
  });
});

describe("tables", () => {
  const columns = [
    { id: "a", label: "A" },
    { id: "b", label: "B" },
  ];

  it("are kept with their declared words, the latest of each id", async () => {
    const { result } = await shownBy((ctx) => {
      ctx.table({ id: "t", rows: [row("x", "1", "2")] });
      ctx.table({ id: "u", titleNote: "1 of 2", rows: [] });
      ctx.table({ id: "t", rows: [row("x", "3", "4"), row("y", "5", "6")] });
    });
    expect(result?.tables).toEqual([
      { id: "t", title: "first", columns, rows: [row("x", "3", "4"), row("y", "5", "6")] },
      { id: "u", title: "second (1 of 2)", columns, rows: [] },
    ]);
  });

  it("show the columns that are chosen, in that order", async () => {
    const { result } = await shownBy((ctx) => ctx.table({ id: "t", columns: ["b"], rows: [row("x", "1")] }));
    expect(result?.tables).toEqual([{ id: "t", title: "first", columns: columns.slice(1), rows: [row("x", "1")] }]);
  });

  it("number rows whose ids come out alike", async () => {
    const { result } = await shownBy((ctx) => ctx.table({ id: "t", rows: [row("x", "1", "2"), row("x", "3", "4")] }));
    expect(result?.tables?.[0]?.rows.map(({ id, cells }) => [id, cells[0]])).toEqual([
      ["x", "1"],
      ["x-2", "3"],
    ]);
  });

  it.each([
    ["too few cells", row("x", "1")],
    ["too many cells", row("x", "1", "2", "3")],
  ])("are a crash of ours with %s in any row", async (_, wrong) => {
    const { result, faults } = await shownBy((ctx) => ctx.table({ id: "t", rows: [row("y", "1", "2"), wrong] }));
    expect(result?.status).toBe("tool-error");
    expect(faults[0]).toContain('a fills the table "t" with rows that do not fit its columns');
  });

  it("are a crash of ours where table or column is not declared", async () => {
    expect((await shownBy((ctx) => ctx.table({ id: "v", rows: [] }))).faults).toEqual([
      'Error: a declares no table "v"',
    ]);
    expect((await shownBy((ctx) => ctx.table({ id: "t", columns: ["c"], rows: [] }))).faults).toEqual([
      'Error: a declares no column of the table "t" "c"',
    ]);
  });
});

describe("signals", () => {
  it("are kept once each", async () => {
    const show = (ctx: LayerContext<null>) => {
      ctx.recognised("seen");
      ctx.recognised("seen");
    };
    expect((await shownBy(show)).result?.signals).toEqual(["seen"]);
  });

  it("are a crash of ours where the layer does not declare them", async () => {
    const { result, faults } = await shownBy((ctx) => ctx.recognised("heard"));
    expect(faults).toEqual(['Error: a declares no signal "heard"']);
    expect(result?.status).toBe("tool-error");
  });
});

it("leaves out what there is none of", async () => {
  const { result } = await shownBy(() => {});
  expect(result?.facts).toEqual([]);
  expect(result).not.toHaveProperty("tables");
  expect(result).not.toHaveProperty("signals");
});
