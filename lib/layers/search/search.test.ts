import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { parseToken } from "@/lib/token/parse-token";
import { catalogIdentity, directSearch, newestObject, registryUrl } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, type SentRequest, testAnswer, testFailure, testInput } from "../shared/test-context";
import { search } from "./search";

const TOKEN =
  "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6ImEiLCJ1dWlkIjoiYiIsImV4cCI6MTgwMDAwMDAwMH0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const REGISTRY = "https://registry.example.com";
const found = {
  objects: {
    __typename: "ObjectsSearchResultSet",
    total: 2,
    firstPage: { hits: [{ bucket: "b", key: "a.csv" }] },
  },
  packages: { __typename: "EmptySearchResultSet" },
};
const served = { me: { name: "ada", role: { name: "Reader" } }, ...found };
const configs = [{ name: "b", lastIndexed: "2026-03-01T09:00:00+00:00" }];

function inputOf(target: Partial<LayerInput["target"]> = {}, more: Partial<Omit<LayerInput, "target">> = {}) {
  const parsed = parseToken(TOKEN);
  if (!parsed.ok) throw new Error("the test token cannot be read");
  return testInput({
    token: parsed.token,
    ...more,
    target: { registryUrl: REGISTRY, s3: { bucket: "b" }, search: { query: "csv" }, ...target },
  });
}

const isScopes = ({ request }: SentRequest) => String(request.body ?? "").includes("BonafideScopes");

async function runSearch(
  input = inputOf(),
  scopes: () => DoorResult = () => testAnswer(200, { data: { ...found, bucketConfigs: configs } }),
) {
  const test = createTestContext({
    layer: search,
    input,
    given: [
      [registryUrl, REGISTRY],
      [catalogIdentity, new Secret(TOKEN)],
      [newestObject, { bucket: "b", prefix: "", at: "2026-03-01T08:00:00.000Z", keys: 1, whole: true }],
    ],
    send: (sent) => {
      if (sent.request.headers.authorization !== `Bearer ${TOKEN}`) return testAnswer(401, { message: "no" });
      return isScopes(sent) ? scopes() : testAnswer(200, { data: served });
    },
  });
  const outcome = await test.run();
  const rows = test.tables.get("scopes")?.rows.map(({ mark, cells }) => [mark, ...cells.slice(0, 3)].join(" ")) ?? [];
  return { ...test, ...outcome, rows };
}

describe("the scopes of search", () => {
  it("takes one more request with the real token, once, after the real call and before the repeat", async () => {
    const run = await runSearch();
    expect(run.sent.map((sent) => (isScopes(sent) ? "scopes" : sent.purpose))).toEqual([
      "real",
      "scopes",
      "control:no-token",
      "control:tampered",
      "repeat",
    ]);
    const [scopes] = run.sent.filter(isScopes);
    expect(scopes?.purpose).toBe("beside:scopes");
    expect(scopes?.mark).toEqual({ step: "every bucket" });
    expect(run.rows).toEqual([
      "good objects b 2",
      "bad packages b 0",
      "good objects every bucket 2",
      "bad packages every bucket 0",
    ]);
    expect(run.outputs.get(directSearch.name)).toHaveLength(4);
  });

  it("is announced: the plan holds every request", async () => {
    const run = await runSearch();
    expect(search.plan(inputOf()).requests).toBe(run.sent.length);
    const unnamed = inputOf({ s3: {} });
    expect((await runSearch(unnamed)).sent).toHaveLength(search.plan(unnamed).requests);
  });

  it("asks nothing more where the target names no bucket, for the real call is the one without", async () => {
    const run = await runSearch(inputOf({ s3: {} }));
    expect(run.sent.filter(isScopes)).toEqual([]);
    expect(run.rows).toEqual([
      "unknown objects none named –",
      "unknown packages none named –",
      "good objects every bucket 2",
      "bad packages every bucket 0",
    ]);
  });

  it.each([
    ["a reset", () => testFailure("unreachable"), "could not be asked: unreachable"],
    ["a time-out", () => testFailure("timeout"), "could not be asked: timeout"],
    ["a 403", () => testAnswer(403, { message: "Index not allowed" }), "could not be asked: 403: Index not allowed"],
    ["a 503", () => testAnswer(503, ""), "could not be asked: status 503"],
    [
      "a failing resolver",
      () => testAnswer(200, { errors: [{ message: "boom" }] }),
      "could not be asked: GraphQL error: boom",
    ],
    ["a page", () => testAnswer(200, "<html>"), "could not be asked: the answer is not a JSON object"],
  ])("are unknown after %s, and nothing else turns", async (_what, scopes, why) => {
    const [whole, run] = [await runSearch(), await runSearch(inputOf(), scopes)];
    expect([run.status, run.summary, run.codes, run.controls]).toEqual([
      whole.status,
      whole.summary,
      whole.codes,
      whole.controls,
    ]);
    expect(run.rows).toEqual([
      ...whole.rows.slice(0, 2),
      "unknown objects every bucket –",
      "unknown packages every bucket –",
    ]);
    expect(run.tables.get("scopes")?.rows[2]?.cells[3]).toBe(why);
    expect(run.facts["bucket-last-indexed"]).toBe(why);
  });

  it("takes a clock that is off in that answer alone for nothing", async () => {
    const late = () =>
      testAnswer(200, { data: { ...found, bucketConfigs: [] } }, { date: "Mon, 01 Jan 2018 00:00:00 GMT" });
    expect((await runSearch(inputOf(), late)).codes).toEqual([]);
  });

  it("shows no table to a subject that is to be refused", async () => {
    const run = await runSearch(inputOf({ access: { search: "refused" } }));
    expect(run.codes).toEqual(["search/unexpected-access"]);
    expect([run.sent.filter(isScopes).length, run.tables.size]).toEqual([0, 0]);
  });

  it("reads when the bucket was indexed, in UTC", async () => {
    expect((await runSearch()).facts["bucket-last-indexed"]).toBe("2026-03-01T09:00:00.000Z");
    const times = (lastIndexed: unknown) => () =>
      testAnswer(200, { data: { ...found, bucketConfigs: [{ name: "b", lastIndexed }] } });
    expect((await runSearch(inputOf(), times(null))).facts["bucket-last-indexed"]).toBe("never");
    for (const said of ["soon", "before 2020", "2026-03-01T09:00:00", 1_772_355_600]) {
      expect((await runSearch(inputOf(), times(said))).facts["bucket-last-indexed"]).toContain("no time");
    }
    expect((await runSearch(inputOf(), times(undefined))).facts["bucket-last-indexed"]).toContain("no time");
  });
});
