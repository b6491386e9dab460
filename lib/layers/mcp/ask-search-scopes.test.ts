import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/clients/mcp/read-message";
import type { McpTool } from "@/lib/clients/mcp/session";
import type { DoorResult } from "@/lib/http/door-types";
import { callerArn, directSearch } from "../outputs";
import { testAnswer, testFailure } from "../shared/test-context";
import { askSearchScopes, type OfferedScopes, offeredScopes, scopeCallsPlanned } from "./ask-search-scopes";
import { mcp } from "./mcp";
import type { PlannedCall } from "./planned-calls";
import type { RealCall } from "./run-real";
import { ARN, BUCKET, badPayload, type FakeServer, goodPayload, mcpInput, remote, runMcp } from "./test-mcp";
import { failedAs, judgedAs, mcpContext, realCall, realRun } from "./test-runs";

const TOOLS = ["bucket_list", "bucket_objects_list", "search_catalog", "discover_permissions"];
const enumOf = (scopes: readonly string[]) => ({ default: "file", enum: scopes, type: "string" });
const text = { type: "string" };
const WHOLE = { query: text, bucket: text, limit: { type: "integer" }, scope: enumOf(["file", "package", "global"]) };

function listing(properties: object): () => DoorResult {
  const schema = { type: "object", properties, additionalProperties: false };
  const tools = TOOLS.map((name) => ({ name, inputSchema: name === "search_catalog" ? schema : { type: "object" } }));
  return () => testAnswer(200, { jsonrpc: "2.0", id: 2, result: { tools } });
}

interface Searched {
  readonly scope?: string;
  readonly bucket?: string;
}

/** A server of which search answers as given, where it answers in another way than quilt-mcp. */
function serverOf(
  properties: object,
  search: (asked: Searched) => object | DoorResult | null = () => null,
): FakeServer {
  return {
    ...remote,
    listed: listing(properties),
    call: ({ caller, tool, values }) => {
      if (caller !== "good") return badPayload(tool);
      return (tool === "search_catalog" ? search(values as Searched) : null) ?? goodPayload(tool, values);
    },
  };
}

const direct = [
  { scope: "objects", bucket: BUCKET, mark: "good", hits: "2", why: "found" },
  { scope: "objects", bucket: null, mark: "good", hits: "3", why: "found" },
] as const;

async function run(server: FakeServer, input = mcpInput()) {
  const result = await runMcp(server, {
    input,
    given: [
      [callerArn, ARN],
      [directSearch, direct],
    ],
  });
  const rows = result.tables
    .get("search-scopes")
    ?.rows.map(({ mark, cells }) => [mark, ...cells.slice(0, 4)].join(" | "));
  const beside = result.sent.filter(({ mark }) => mark.step?.endsWith(", to compare"));
  return { ...result, rows, beside };
}

describe("search's scopes through the MCP server", () => {
  it("are those that its schema offers, asked once with the real token and never as a control", async () => {
    const result = await run(serverOf(WHOLE));
    expect(result.rows).toEqual([
      `good | search_catalog | file | ${BUCKET} | 1`,
      `good | search_catalog | package | ${BUCKET} | 1`,
      'unknown | search_catalog | file | "" | 0',
      'unknown | search_catalog | package | "" | 0',
      "note | search_catalog | global | – | –",
      `good | registry | objects | ${BUCKET} | 2`,
      "good | registry | objects | every bucket | 3",
    ]);
    expect(result.beside.map(({ purpose }) => purpose)).toEqual(["real", "real", "real"]);
    expect(result.status).toBe("pass");
    expect(mcp.plan(mcpInput()).requests).toBeGreaterThanOrEqual(result.sent.length);
  });

  it("are left out where the tool knows no scope, or no bucket", async () => {
    const { scope: _scope, ...noScope } = WHOLE;
    const scopeless = await run(serverOf(noScope));
    expect(scopeless.beside).toHaveLength(1);
    expect(scopeless.rows?.[2]).toBe("note | search_catalog | others | – | –");
    expect((await run(serverOf({ ...WHOLE, scope: enumOf(["file"]) }))).beside).toHaveLength(1);
  });

  it.each([
    ["fails", () => ({ success: false, error: "index_not_found" }), "bad"],
    ["refuses the caller", () => ({ success: false, error: "GraphQL query not authorized" }), "bad"],
    ["is reset", () => testFailure("unreachable"), "unknown"],
    ["runs out of time", () => testFailure("timeout"), "unknown"],
    ["lies about the time", () => testAnswer(500, "", { date: "Mon, 01 Jan 2018 00:00:00 GMT" }), "unknown"],
    ["gives another tool's answer", () => ({ success: true, buckets: [] }), "bad"],
    ["finds nothing", () => ({ success: true, results: [], total_results: 0 }), "bad"],
  ])("turn only their own row where one %s", async (_what, answer, mark) => {
    const whole = await run(serverOf(WHOLE));
    const harmed = await run(
      serverOf(WHOLE, ({ scope, bucket }) => (scope !== undefined && bucket === BUCKET ? answer() : null)),
    );
    expect(harmed.rows?.[1]?.split(" | ")[0]).toBe(mark);
    expect(harmed.rows?.toSpliced(1, 1)).toEqual(whole.rows?.toSpliced(1, 1));
    expect([harmed.status, harmed.summary, harmed.codes, harmed.said]).toEqual([
      whole.status,
      whole.summary,
      whole.codes,
      whole.said,
    ]);
  });

  it("are not asked beside a call of the layer's own that is not accepted", async () => {
    const result = await run(serverOf(WHOLE, () => ({ success: false, error: "boom" })));
    expect(result.beside).toEqual([]);
    expect(result.rows?.slice(0, 2)).toEqual([
      `bad | search_catalog | file | ${BUCKET} | –`,
      "note | search_catalog | others | – | –",
    ]);
  });

  it("are not asked for a subject that is to be refused", async () => {
    const result = await run(serverOf(WHOLE), mcpInput({ access: { mcp: "refused" } }));
    expect([result.beside, result.rows]).toEqual([[], undefined]);
  });

  it("counts the results that are there where the total is not told", async () => {
    const hidden = { success: true, results: [{ id: "1" }], total_results: -1 };
    expect((await run(serverOf(WHOLE, () => hidden))).rows?.[0]).toContain("1 or more");
  });

  it("show the target's own calls, and name the one that differs from the registry alone", async () => {
    const calls = [{ tool: "search_catalog", arguments: { query: "csv", bucket: "" } }];
    const empty = ({ bucket }: Searched) =>
      bucket === "" ? { success: true, results: [{ id: "1" }], total_results: 1 } : null;
    const same = await run(serverOf(WHOLE, empty), mcpInput({ mcp: { calls } }));
    expect(same.facts["first-call-that-differs"]).toBeUndefined();
    const differs = await run(serverOf(WHOLE), mcpInput({ mcp: { calls } }));
    expect(differs.facts["first-call-that-differs"]).toContain("the registry itself finds 3 objects");
    expect(differs.rows).toContain('unknown | search_catalog (2) | file | "" | 0');
  });
});

describe("what the tool's schema says of scopes", () => {
  const tool = (inputSchema: JsonObject, name = "search_catalog"): McpTool => ({ name, inputSchema, readOnly: null });
  const nothing = { scopes: [], otherwise: null, takesBucket: false };
  const properties = { scope: { default: "file", enum: ["file", 5, "package"] }, bucket: {} };

  it.each<[string, readonly McpTool[], OfferedScopes]>([
    ["is nothing of a tool that is not offered", [tool({ properties }, "other")], nothing],
    ["is nothing without properties", [tool({})], nothing],
    ["is nothing of scopes that are none", [tool({ properties: { scope: { default: 5, enum: "file" } } })], nothing],
    ["may be the bucket alone", [tool({ properties: { bucket: {} } })], { ...nothing, takesBucket: true }],
    [
      "is the names that are text",
      [tool({}, "other"), tool({ properties })],
      { scopes: ["file", "package"], otherwise: "file", takesBucket: true },
    ],
  ])("%s", (_what, tools, expected) => {
    expect(offeredScopes(tools)).toEqual(expected);
  });
});

describe("calls beside the planned ones", () => {
  it("are counted where the layer searches itself", () => {
    const calls = [{ tool: "search_catalog" }];
    expect([
      scopeCallsPlanned(mcpInput()),
      scopeCallsPlanned(mcpInput({ search: {} })),
      scopeCallsPlanned(mcpInput({ search: {}, mcp: { calls } })),
    ]).toEqual([3, 0, 0]);
  });

  const own = realCall("search_catalog", judgedAs(), { values: { query: "csv", bucket: "a", limit: 5 } });

  async function asked(properties: object, call: RealCall = own, more: object = {}) {
    const sent: object[] = [];
    const tools = [{ name: "search_catalog", inputSchema: { properties, ...more }, readOnly: null }];
    const session = {
      call: (planned: PlannedCall, values: JsonObject, purpose: string) => {
        sent.push({ step: planned.step, values, purpose });
        return Promise.resolve(judgedAs({ note: `${sent.length}` }));
      },
    };
    const calls = [realCall("search_catalog", judgedAs(), { own: false }), realCall("bucket_list"), call];
    const given = await askSearchScopes(mcpContext().context, realRun(calls, { tools, session }));
    return { sent, given: given.map(({ scope, bucket, judged }) => [scope, bucket, judged.note]) };
  }

  const step = (scope: string, bucket: string) => `scope ${scope}, bucket "${bucket}", to compare`;
  const query = { query: "csv", limit: 5 };

  it("are packages in the bucket, and both kinds in none", async () => {
    expect(await asked({ query: {}, limit: {}, bucket: {}, scope: enumOf(["file", "package"]) })).toEqual({
      sent: [
        { step: step("package", "a"), values: { ...query, scope: "package", bucket: "a" }, purpose: "real" },
        { step: step("file", ""), values: { ...query, bucket: "" }, purpose: "real" },
        { step: step("package", ""), values: { ...query, scope: "package", bucket: "" }, purpose: "real" },
      ],
      given: [
        ["package", "a", "1"],
        ["file", "", "2"],
        ["package", "", "3"],
      ],
    });
  });

  it("are in the tool's own scope where it names no packages", async () => {
    expect(await asked({ query: {}, bucket: {} })).toEqual({
      sent: [{ step: step("its own scope", ""), values: { ...query, bucket: "" }, purpose: "real" }],
      given: [["not given", "", "1"]],
    });
  });

  it("are in the bucket alone where the tool takes none", async () => {
    expect((await asked({ query: {}, scope: enumOf(["package"]) })).given).toEqual([["package", "a", "1"]]);
  });

  it("are left out where the tool would not take them", async () => {
    const strict = { query: {}, limit: {}, scope: enumOf(["package"]) };
    expect(await asked(strict, own, { additionalProperties: false })).toEqual({ sent: [], given: [] });
  });

  it.each([[{}], [null]])("name no bucket where the layer's own call sent none: %j", async (values) => {
    const { given } = await asked({ scope: enumOf(["package"]) }, { ...own, values });
    expect(given).toEqual([["package", "", "1"]]);
  });

  it("are none without an accepted call of the layer's own", async () => {
    const properties = { bucket: {}, scope: enumOf(["package"]) };
    expect((await asked(properties, { ...own, judged: failedAs("boom") })).sent).toEqual([]);
    expect((await asked(properties, realCall("search_catalog", judgedAs(), { own: false }))).sent).toEqual([]);
  });
});
