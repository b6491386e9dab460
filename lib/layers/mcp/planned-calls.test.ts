import { describe, expect, it, test } from "vitest";
import type { LayerInput } from "../shared/layer-input";
import { mcpTimeoutMs, type PlannedCall, plannedCalls } from "./planned-calls";
import { mcpInput } from "./test-mcp";
import { bucketListEvidence, objectsListEvidence, permissionsEvidence, searchEvidence } from "./tool-evidence";

/** Calls but for how their evidence looks, which is compared apart. */
function planned(input: LayerInput) {
  return plannedCalls(input).map(({ evidence: _evidence, ...call }: PlannedCall) => call);
}
const toolsOf = (target: Partial<LayerInput["target"]>) => planned(mcpInput(target)).map(({ label }) => label);
const valuesOf = (target: Partial<LayerInput["target"]>, tool: string) => {
  const call = planned(mcpInput(target)).find((one) => one.tool === tool);
  return call === undefined ? undefined : { values: call.values, minItems: call.minItems };
};
const plain = {
  spare: [],
  timeoutMs: 60_000,
  minItems: null,
  includes: null,
  contains: null,
  resource: null,
  allowed: false,
  own: true,
};

describe("the layer's own calls", () => {
  it("are the four that the target gives the means for, in this order", () => {
    expect(planned(mcpInput({ s3: { bucket: "b" }, search: { query: "q" } }))).toEqual([
      {
        ...plain,
        label: "bucket_list",
        tool: "bucket_list",
        names: ["bucket_list"],
        values: {},
        minItems: 1,
        includes: "b",
      },
      {
        ...plain,
        label: "bucket_objects_list",
        tool: "bucket_objects_list",
        names: ["bucket_objects_list"],
        values: { bucket: "b", prefix: "", max_keys: 5, include_signed_urls: false },
        spare: ["max_keys", "include_signed_urls"],
        minItems: 1,
      },
      {
        ...plain,
        label: "search_catalog",
        tool: "search_catalog",
        names: ["search_catalog"],
        values: { query: "q", bucket: "b", limit: 5 },
        spare: ["limit"],
        minItems: 1,
      },
      {
        ...plain,
        label: "discover_permissions",
        tool: "discover_permissions",
        names: ["discover_permissions"],
        values: { check_buckets: ["b"] },
        timeoutMs: 40_000,
      },
    ]);
  });

  it("want each the evidence of its tool", () => {
    const call = (tool: string) =>
      plannedCalls(mcpInput({ s3: { bucket: "b" } })).find((one) => one.tool === tool)?.evidence;
    expect([call("bucket_list"), call("search_catalog"), call("discover_permissions")]).toEqual([
      bucketListEvidence,
      searchEvidence,
      permissionsEvidence,
    ]);
    const list = { bucket: "b", objects: [], count: 0 };
    expect([list, { ...list, bucket: "c" }].map((one) => call("bucket_objects_list")?.safeParse(one).success)).toEqual([
      objectsListEvidence("b").safeParse(list).success,
      false,
    ]);
  });

  test.each<[string, Partial<LayerInput["target"]>, readonly string[]]>([
    ["nothing", { s3: {}, search: {} }, ["bucket_list"]],
    ["a query without a bucket", { s3: {}, search: { query: "q" } }, ["bucket_list"]],
    [
      "a bucket to search without a query",
      { s3: {}, search: { bucket: "b" } },
      ["bucket_list", "discover_permissions"],
    ],
    [
      "a bucket without a query",
      { s3: { bucket: "b" }, search: {} },
      ["bucket_list", "bucket_objects_list", "discover_permissions"],
    ],
    [
      "a bucket to search alone",
      { s3: {}, search: { bucket: "b", query: "" } },
      ["bucket_list", "search_catalog", "discover_permissions"],
    ],
  ])("of a target that names %s", (_what, target, tools) => {
    expect(toolsOf(target)).toEqual(tools);
  });

  it("look at the bucket to list, and search the bucket to search", () => {
    const target = { s3: { bucket: "listed" }, search: { bucket: "searched", query: "q" } };
    const calls = planned(mcpInput(target));
    expect(calls.map(({ includes, values }) => [includes, values.bucket ?? values.check_buckets])).toEqual([
      ["listed", undefined],
      [null, "listed"],
      [null, "searched"],
      [null, ["listed"]],
    ]);
    expect(planned(mcpInput({ s3: {}, search: { bucket: "searched" } }))[0]?.includes).toBe("searched");
  });

  test.each([
    [0, 5, 0],
    [5, 5, 5],
    [20, 20, 20],
    [5000, 1000, 5000],
  ])("list enough keys to count %i of them, as far as a page goes", (minKeys, max, minItems) => {
    expect(valuesOf({ s3: { bucket: "b", prefix: "raw/", minKeys } }, "bucket_objects_list")).toEqual({
      values: { bucket: "b", prefix: "raw/", max_keys: max, include_signed_urls: false },
      minItems,
    });
  });

  test.each([
    [0, 5],
    [7, 7],
  ])("search for enough hits to count %i of them", (minHits, limit) => {
    expect(valuesOf({ search: { query: "q", minHits } }, "search_catalog")).toMatchObject({
      values: { limit },
      minItems: minHits,
    });
  });
});

describe("behind a gateway's prefix", () => {
  const names = (target: object) => plannedCalls(mcpInput(target)).map((call) => call.names);

  it("the layer's own calls are looked for with it first, the target's as they are written", () => {
    const mcp = { toolPrefix: "quilt__", calls: [{ tool: "quilt__search_suggest" }] };
    expect(names({ s3: {}, search: {}, mcp })).toEqual([
      ["quilt__bucket_list", "bucket_list"],
      ["quilt__search_suggest", "quilt__quilt__search_suggest"],
    ]);
  });
});

describe("the target's calls", () => {
  const calls = (...given: NonNullable<LayerInput["target"]["mcp"]["calls"]>) => ({
    s3: {},
    search: {},
    mcp: { calls: given },
  });

  it("come after the layer's own, as the target names them", () => {
    const target = calls({ tool: "a", arguments: { x: 1 }, minItems: 3 }, { tool: "b" });
    const own = { ...plain, own: false };
    expect(planned(mcpInput(target)).slice(1)).toEqual([
      { ...own, label: "a", tool: "a", names: ["a"], values: { x: 1 }, minItems: 3 },
      { ...own, label: "b", tool: "b", names: ["b"], values: {} },
    ]);
  });

  it("may read a resource in place of calling a tool, and want a text", () => {
    const read = calls({ resource: "auth://status", contains: "ada" });
    expect(planned(mcpInput(read)).slice(1)).toMatchObject([
      { label: "auth://status", tool: "auth://status", resource: "auth://status", contains: "ada", values: {} },
    ]);
  });

  it.each([
    [["a"], true],
    [["quilt__a"], true],
    [["b"], false],
    [undefined, false],
  ])("are allowed by name, with the prefix or without: %j", (allowTool, allowed) => {
    const mcp = { toolPrefix: "quilt__", calls: [{ tool: "a" }] };
    expect(plannedCalls(mcpInput({ mcp }, { allowTool })).at(-1)?.allowed).toBe(allowed);
  });

  it("are told apart by a number where a tool is called again", () => {
    expect(toolsOf(calls({ tool: "bucket_list" }, { tool: "a" }, { tool: "bucket_list" }, { tool: "a" }))).toEqual([
      "bucket_list",
      "bucket_list (2)",
      "a",
      "bucket_list (3)",
      "a (2)",
    ]);
  });
});

describe("deadlines", () => {
  const target = { mcp: { calls: [{ tool: "discover_permissions" }, { tool: "a" }] } };
  const timesOf = (more: Partial<LayerInput>) => {
    const input = mcpInput(target, more);
    return [mcpTimeoutMs(input), ...planned(input).map(({ timeoutMs }) => timeoutMs)];
  };

  it("are longer than elsewhere, and shorter for the tool that asks most hops, whoever calls it", () => {
    expect(timesOf({ timeoutMs: 700 })).toEqual([60_000, 60_000, 60_000, 60_000, 40_000, 40_000, 60_000]);
    expect(timesOf({ timeoutMs: 700, timeoutGiven: false })).toEqual(timesOf({}));
  });

  it("are the given one for every call", () => {
    expect(new Set(timesOf({ timeoutMs: 700, timeoutGiven: true }))).toEqual(new Set([700]));
  });
});
