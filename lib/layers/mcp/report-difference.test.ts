import { describe, expect, it, test } from "vitest";
import type { McpTool } from "@/lib/clients/mcp/session";
import type { ScopeRow } from "../shared/search-scope-rows";
import type { PlannedCall } from "./planned-calls";
import { reportDifference } from "./report-difference";
import type { RealCall } from "./run-real";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const search = "search_catalog";
const listing = (count: number) =>
  judgedAs({ payload: { results: Array.from({ length: count }, () => ({ id: "1" })) } });
const given = (tool: string, judged = judgedAs(), call: Partial<PlannedCall> = {}) =>
  realCall(tool, judged, { own: false, label: `${tool} (2)`, ...call });

const fileByDefault: McpTool = {
  name: search,
  readOnly: null,
  inputSchema: { type: "object", properties: { scope: { default: "file" } } },
};

function differing(calls: readonly RealCall[], direct: readonly ScopeRow[] = []) {
  const { context, facts } = mcpContext();
  reportDifference(context, realRun(calls, { tools: [fileByDefault] }), direct);
  return facts["first-call-that-differs"];
}

describe("beside the layer's own call of the same tool", () => {
  test.each<[string, readonly RealCall[]]>([
    ["as much", [realCall(search, listing(2)), given(search, listing(2))]],
    [
      "as much, whatever other tools give",
      [realCall("a", listing(9)), realCall("b", listing(2)), given("b", listing(2))],
    ],
    ["no better", [realCall("a", failedAs("x")), given("a", failedAs("y"))]],
    ["something, and the layer makes no such call", [realCall("a", listing(1)), given("b", listing(2))]],
    ["something else than another of the target's", [given("a", listing(1)), given("a", listing(2))]],
  ])("a call of the target's that gives %s does not differ", (_what, calls) => {
    expect(differing(calls)).toBeUndefined();
  });

  test.each<[string, readonly RealCall[], string]>([
    [
      "gives more",
      [realCall("a", listing(1)), given("a", listing(2))],
      "a (2) gave 2 items, while a of the layer gave 1 items",
    ],
    ["fails", [realCall("a"), given("a", failedAs("boom"))], "a (2) failed (boom), while a of the layer answered"],
    [
      "fails without a word",
      [realCall("a"), given("a", failedAs(null))],
      "a (2) failed (no answer), while a of the layer answered",
    ],
    [
      "was not judged, and gives more",
      [realCall("a", listing(1)), given("a", { ...listing(2), observed: "no-answer", notJudged: true })],
      "a (2) gave 2 items, while a of the layer gave 1 items",
    ],
    [
      "gives more, beside calls of other tools",
      [realCall("b", listing(2)), realCall("a", listing(1)), given("a", listing(2))],
      "a (2) gave 2 items, while a of the layer gave 1 items",
    ],
  ])("a call of the target's that %s differs", (_what, calls, said) => {
    expect(differing(calls)).toBe(said);
  });

  it("only the first that differs is told", () => {
    const calls = [realCall("a", listing(1)), given("a", listing(1)), given("a", listing(2)), given("a", listing(3))];
    expect(differing(calls)).toBe("a (2) gave 2 items, while a of the layer gave 1 items");
  });

  it("what a failure says is cut", () => {
    const said = differing([realCall("a"), given("a", failedAs("x".repeat(300)))]);
    expect(said).toBe(`a (2) failed (${"x".repeat(152)}, while a of the layer answered`);
  });
});

const row = (scope: ScopeRow["scope"], bucket: string | null, hits: number | null): ScopeRow => ({
  scope,
  bucket,
  mark: hits === null ? "unknown" : hits > 0 ? "good" : "bad",
  hits: hits === null ? "–" : String(hits),
  why: "",
});

describe("beside the registry's own search", () => {
  const one = (values: object, count: number | null) => [
    given(search, count === null ? failedAs("boom") : listing(count), { values: { ...values } }),
  ];
  const none = "the registry itself finds none";
  test.each<[string, object, number | null, readonly ScopeRow[], string | undefined]>([
    ["both find", { bucket: "a" }, 1, [row("objects", "a", 3)], undefined],
    ["neither finds", { bucket: "a" }, 0, [row("objects", "a", 0)], undefined],
    ["the server fails, and there is nothing to find", { bucket: "a" }, null, [row("objects", "a", 0)], undefined],
    ["the registry was not asked", { bucket: "a" }, 0, [], undefined],
    ["the registry cannot tell", { bucket: "a" }, 1, [row("objects", "a", null)], undefined],
    ["the registry finds in another bucket", { bucket: "a" }, 0, [row("objects", "b", 3)], undefined],
    ["the registry finds things of the other kind", { bucket: "a" }, 0, [row("packages", "a", 3)], undefined],
    [
      "only the registry finds",
      { bucket: "a" },
      0,
      [row("objects", "a", 3)],
      "gave 0 items, while the registry itself finds 3 objects",
    ],
    [
      "the server fails where the registry finds",
      { bucket: "a" },
      null,
      [row("objects", "a", 3)],
      "failed (boom), while the registry itself finds 3 objects",
    ],
    ["only the server finds", { bucket: "a" }, 2, [row("objects", "a", 0)], `gave 2 items, while ${none}`],
    [
      "the registry finds packages, in which it was asked",
      { bucket: "a", scope: "package" },
      0,
      [row("objects", "a", 0), row("packages", "a", 2)],
      "gave 0 items, while the registry itself finds 2 packages",
    ],
    [
      "files are named",
      { bucket: "a", scope: "file" },
      0,
      [row("objects", "a", 4), row("packages", "a", 2)],
      "gave 0 items, while the registry itself finds 4 objects",
    ],
    [
      "everything is searched",
      { bucket: "a", scope: "global" },
      0,
      [row("objects", "a", 4), row("packages", "a", 2), row("packages", "b", 7)],
      "gave 0 items, while the registry itself finds 4 objects and 2 packages",
    ],
    [
      "one kind of everything is there",
      { bucket: "a", scope: "global" },
      1,
      [row("objects", "a", 0), row("packages", "a", 2)],
      undefined,
    ],
    [
      "no bucket is named",
      {},
      0,
      [row("objects", null, 3), row("objects", "a", 4)],
      "gave 0 items, while the registry itself finds 3 objects",
    ],
    [
      "the bucket is empty, which is every one",
      { bucket: "" },
      0,
      [row("objects", null, 3), row("objects", "", 4)],
      "gave 0 items, while the registry itself finds 3 objects",
    ],
  ])("%s", (_what, values, count, direct, said) => {
    expect(differing(one(values, count), direct)).toBe(said === undefined ? undefined : `${search} (2) ${said}`);
  });

  it("a tool that is no search is not compared with it", () => {
    expect(differing([given("a", listing(0), { values: { bucket: "a" } })], [row("objects", "a", 3)])).toBeUndefined();
  });

  it("a call of the layer's own is not compared with it", () => {
    const own = realCall(search, listing(0), { values: { bucket: "a" } });
    expect(differing([own], [row("objects", "a", 3)])).toBeUndefined();
  });

  it("a failure counts as nothing found, whatever came with it", () => {
    const judged = failedAs("boom", { payload: { results: [1] } });
    expect(differing([given(search, judged, { values: { bucket: "a" } })], [row("objects", "a", 3)])).toBe(
      `${search} (2) failed (boom), while the registry itself finds 3 objects`,
    );
  });

  it("both differences are told together", () => {
    const own = realCall(search, listing(3), { values: { bucket: "a" } });
    expect(differing([own, ...one({ bucket: "a" }, 0)], [row("objects", "a", 3)])).toBe(
      `${search} (2) gave 0 items, while ${search} of the layer gave 3 items, and the registry itself finds 3 objects`,
    );
  });
});
