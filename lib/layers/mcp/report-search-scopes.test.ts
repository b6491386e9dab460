import { describe, expect, it, test } from "vitest";
import type { McpTool } from "@/lib/clients/mcp/session";
import type { EvidenceRow } from "@/lib/diagnosis/model";
import { directSearch } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import type { ScopeRow } from "../shared/search-scope-rows";
import type { AskedScope } from "./ask-search-scopes";
import { NO_UPSTREAM_CALL } from "./judge-payload";
import type { Judged } from "./judge-tool-answer";
import { reportSearchScopes } from "./report-search-scopes";
import type { RealCall, RealRun } from "./run-real";
import { mcpInput } from "./test-mcp";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const search = "search_catalog";
const found = (total: number) =>
  judgedAs({ payload: { results: total === 0 ? [] : [{ id: "1" }], total_results: total } });
const toolWith = (scope: object): McpTool => ({ name: search, readOnly: null, inputSchema: { properties: { scope } } });
const scoped = toolWith({ default: "file", enum: ["file", "package"] });

interface Shown {
  readonly asked?: readonly AskedScope[];
  readonly direct?: readonly ScopeRow[];
  readonly input?: LayerInput;
  readonly run?: Partial<Omit<RealRun, "session">>;
}

async function shown(calls: readonly RealCall[], { asked = [], direct, input = mcpInput(), run = {} }: Shown = {}) {
  const test = mcpContext({ input, given: direct === undefined ? [] : [[directSearch, direct]] });
  await reportSearchScopes(test.context, realRun(calls, { tools: [scoped], ...run }), asked);
  return { ...test, table: test.tables.get("search-scopes") };
}

const own = (judged: Judged = found(1), values: object = { bucket: "a" }) =>
  realCall(search, judged, { values: { ...values } });
const unknownDirectly: EvidenceRow = {
  id: "registry",
  mark: "note",
  cells: ["registry", "–", "–", "–", "no search answer in this run to compare with"],
};
const unasked = (scope: string): EvidenceRow => ({
  id: "other-scopes",
  mark: "note",
  cells: [search, scope, "–", "–", "offered but not asked: they read the same indexes"],
});
const others = (why: string): EvidenceRow => ({
  id: "other-scopes",
  mark: "note",
  cells: [search, "others", "–", "–", why],
});

describe("the table of search by scope", () => {
  it("holds the layer's own call, the other scopes, the target's calls and the registry's, in that order", async () => {
    const given = realCall(search, found(1), {
      own: false,
      label: `${search} (2)`,
      values: { bucket: "b", scope: "x" },
    });
    const { table } = await shown(
      [realCall("bucket_list"), own(), given, realCall("other", found(1), { own: false })],
      {
        asked: [{ scope: "package", bucket: "", judged: found(7) }],
        direct: [
          { scope: "objects", bucket: "a", mark: "good", hits: "1", why: "there" },
          { scope: "packages", bucket: null, mark: "bad", hits: "0", why: "none" },
        ],
        run: { tools: [toolWith({ default: "file", enum: ["file", "package", "global", "packageEntry"] })] },
      },
    );
    expect(table).toEqual({
      id: "search-scopes",
      title: table?.title,
      columns: ["asked", "scope", "bucket", "hits", "why"].map((id) => ({ id, label: expect.any(String) })),
      rows: [
        { id: "search-catalog-file-a", mark: "good", cells: [search, "file", "a", "1", "found"] },
        { id: "search-catalog-package", mark: "good", cells: [search, "package", '""', "7", "found"] },
        unasked("global, packageEntry"),
        { id: "search-catalog-2-x-b", mark: "good", cells: [`${search} (2)`, "x", "b", "1", "found"] },
        { id: "registry-objects-a", mark: "good", cells: ["registry", "objects", "a", "1", "there"] },
        {
          id: "registry-packages-every-bucket",
          mark: "bad",
          cells: ["registry", "packages", "every bucket", "0", "none"],
        },
      ],
    });
  });

  it("says so where the registry was not asked, and holds no row of scopes where all were asked", async () => {
    const { table } = await shown([own()], { asked: [{ scope: "package", bucket: "a", judged: found(1) }] });
    expect(table?.rows.slice(2)).toEqual([unknownDirectly]);
  });

  it("does not name the tool's own default as a scope that was not asked", async () => {
    expect((await shown([own()])).table?.rows.slice(1)).toEqual([unasked("package"), unknownDirectly]);
  });

  it("says that a version names no scopes", async () => {
    const { table } = await shown([own()], { run: { tools: [] } });
    expect(table?.rows).toEqual([
      { id: "search-catalog-not-given-a", mark: "good", cells: [search, "not given", "a", "1", "found"] },
      others("this version's tool names no scopes"),
      unknownDirectly,
    ]);
  });

  it("says that the scopes were not asked beside a call that failed", async () => {
    const { table } = await shown([own(failedAs("boom"))]);
    expect(table?.rows).toEqual([
      { id: "search-catalog-file-a", mark: "bad", cells: [search, "file", "a", "–", "boom"] },
      others("not asked: the layer's own call was not accepted"),
      unknownDirectly,
    ]);
  });

  it("is shown for the target's calls alone", async () => {
    const { table } = await shown([realCall(search, found(2), { own: false, values: { bucket: "a" } })]);
    expect(table?.rows).toEqual([
      unasked("package"),
      { id: "search-catalog-file-a", mark: "good", cells: [search, "file", "a", "2", "found"] },
      unknownDirectly,
    ]);
  });

  const direct: readonly ScopeRow[] = [{ scope: "objects", bucket: "a", mark: "good", hits: "1", why: "" }];
  test.each<[string, readonly RealCall[], Shown]>([
    ["nothing was searched", [realCall("bucket_list"), realCall("other", found(1), { own: false })], {}],
    ["no session came about", [own()], { run: { handshake: failedAs("down") } }],
    ["the subject is to be refused", [own()], { input: mcpInput({ access: { mcp: "refused" } }) }],
  ])("is left out where %s", async (_what, calls, given) => {
    expect((await shown(calls, { direct, ...given })).tables.size).toBe(0);
  });
});

describe("the first call that differs from the registry's", () => {
  const given = realCall(search, found(0), { own: false, values: { bucket: "a" } });
  const direct: readonly ScopeRow[] = [{ scope: "objects", bucket: "a", mark: "good", hits: "1", why: "" }];

  it("is told, even for a subject that is to be refused", async () => {
    const refused = await shown([given], { direct, input: mcpInput({ access: { mcp: "refused" } }) });
    const served = await shown([given], { direct });
    expect(Object.keys(served.facts)).toEqual(["first-call-that-differs"]);
    expect(refused.facts).toEqual(served.facts);
  });

  it("is none where no session came about", async () => {
    expect((await shown([given], { direct, run: { handshake: failedAs("down") } })).facts).toEqual({});
  });
});

describe("a row of the table", () => {
  const rowOf = async (call: RealCall) => (await shown([call])).table?.rows[0];

  test.each<[string, Judged, EvidenceRow["mark"], string, string]>([
    ["found", found(3), "good", "3", "found"],
    ["found nothing", found(0), "bad", "0", "answered, with nothing found"],
    ["hides its total", found(-1), "good", "1 or more", "found"],
    [
      "hides its total, and shows nothing",
      judgedAs({ payload: { results: [], total_results: -1 } }),
      "unknown",
      "–",
      "the answer lists nothing to count",
    ],
    ["is of another form that can be counted", judgedAs({ payload: { results: [{}, {}] } }), "good", "2", "found"],
    ["cannot be counted", judgedAs({ payload: "words" }), "unknown", "–", "the answer lists nothing to count"],
    ["was refused", judgedAs({ observed: "refused", note: "not authorized" }), "bad", "–", "not authorized"],
    ["failed", failedAs("boom"), "bad", "–", "boom"],
    ["had no answer", failedAs(null, { answered: false }), "unknown", "–", "no answer"],
    ["asked nobody", failedAs(NO_UPSTREAM_CALL, { askedNobody: true }), "unknown", "0", NO_UPSTREAM_CALL],
    ["failed at length", failedAs("x".repeat(300)), "bad", "–", "x".repeat(160)],
  ])("of a search that %s", async (_what, judged, mark, hits, why) => {
    expect(await rowOf(own(judged))).toEqual({
      id: "search-catalog-file-a",
      mark,
      cells: [search, "file", "a", hits, why],
    });
  });

  test.each<[string, object, string, string]>([
    ["nothing but a query", { query: "x" }, "file", "not given"],
    ["an empty bucket", { bucket: "" }, "file", '""'],
    ["what is no text", { bucket: 5, scope: ["file"] }, "not given", "not given"],
    ["both", { bucket: "b", scope: "global" }, "global", "b"],
  ])("of a search that named %s", async (_what, values, scope, bucket) => {
    expect((await rowOf(own(found(1), values)))?.cells.slice(1, 3)).toEqual([scope, bucket]);
  });

  it("shows the arguments as they were sent, or as they were meant where the tool would not take them", async () => {
    const meant = own(found(1), { bucket: "meant" });
    expect((await rowOf({ ...meant, values: { bucket: "sent" } }))?.cells[2]).toBe("sent");
    expect((await rowOf({ ...meant, values: null }))?.cells[2]).toBe("meant");
  });
});
