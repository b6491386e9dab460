import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import type { Secret } from "@/lib/secret";
import type { LayerInput } from "../shared/layer-input";
import { otherScopeRequests } from "../shared/search-scope-rows";
import { createTestContext, type SentRequest, testAnswer, testFailure } from "../shared/test-context";
import { askOtherScopes } from "./other-scopes";
import { search } from "./search";
import { BASE, BEARER, EMPTY, listed, objects, packages, RAW, searchInput } from "./test-search";

const why = expect.any(String);
const signal = new AbortController().signal;
const LEGACY = searchInput({ search: { api: "legacy", query: "a b" } });
const INDEXED = [{ name: "data", lastIndexed: "2026-03-01T09:00:00+00:00" }];
const found = (bucketConfigs: unknown) =>
  testAnswer(200, { data: { objects: objects(2), packages: packages(0), bucketConfigs } });

interface Asked {
  readonly input?: LayerInput;
  readonly bearer?: Secret | null;
  readonly base?: string;
}

async function ask(
  send: (sent: SentRequest) => DoorResult,
  { input = searchInput({ search: { query: "a b" } }), bearer = BEARER, base = BASE }: Asked = {},
) {
  const { context, sent, findings } = createTestContext({ layer: search, input, send, signal });
  return { ...(await askOtherScopes(context, base, bearer)), sent, findings };
}

const lastIndexedOf = async (configs: unknown) => (await ask(() => found(configs))).lastIndexed;

describe("the scopes that the real call leaves out", () => {
  it("cost one GraphQL request, two of the legacy search, and none where no bucket is named", () => {
    expect(otherScopeRequests(searchInput())).toBe(1);
    expect(otherScopeRequests(LEGACY)).toBe(2);
    expect(otherScopeRequests(searchInput({ s3: {} }))).toBe(0);
  });

  it("are not asked for where no bucket is named", async () => {
    const { rows, lastIndexed, sent } = await ask(() => found([]), { input: searchInput({ s3: {} }) });
    expect([rows, lastIndexed, sent]).toEqual([[], null, []]);
  });
});

describe("every bucket, asked of the GraphQL search", () => {
  it("is one question with the real token and the words of the target", async () => {
    const { sent } = await ask(() => found(INDEXED));
    expect(sent).toStrictEqual([
      {
        purpose: "beside:scopes",
        request: {
          method: "POST",
          url: `${BASE}/graphql`,
          headers: {
            accept: "application/json",
            "content-type": "application/json",
            authorization: `Bearer ${RAW}`,
          },
          body: expect.any(String),
          timeoutMs: 5000,
          signal,
        },
        mark: { step: "every bucket" },
      },
    ]);
    const { query, ...rest } = JSON.parse(String(sent[0]?.request.body));
    expect(rest).toEqual({ operationName: "BonafideScopes", variables: { query: "a b" } });
    expect(query).toContain("query BonafideScopes($query: String)");
  });

  it("is asked about anything where the target names no words, and as nobody without a token", async () => {
    const { sent } = await ask(() => found(INDEXED), { input: searchInput(), bearer: null });
    expect(JSON.parse(String(sent[0]?.request.body)).variables).toEqual({ query: null });
    expect(sent[0]?.request.headers).toStrictEqual({
      accept: "application/json",
      "content-type": "application/json",
    });
  });

  it("is found at the registry's path, however its address ends", async () => {
    const { sent } = await ask(() => found(INDEXED), { base: `${BASE}//` });
    expect(sent[0]?.request.url).toBe(`${BASE}/graphql`);
  });

  it("gives a row for each kind, and when the bucket was indexed", async () => {
    expect(await ask(() => found(INDEXED))).toMatchObject({
      rows: [
        { scope: "objects", bucket: null, mark: "good", hits: "2", why },
        { scope: "packages", bucket: null, mark: "bad", hits: "0", why },
      ],
      lastIndexed: { kind: "at", at: "2026-03-01T09:00:00.000Z" },
      findings: [],
    });
  });

  it.each([
    ["no data", null],
    ["data that is a list", []],
  ])("is unknown where there is %s", async (_what, data) => {
    expect(await ask(() => testAnswer(200, { data }))).toMatchObject({
      rows: [
        { scope: "objects", bucket: null, mark: "unknown", hits: "–" },
        { scope: "packages", bucket: null, mark: "unknown", hits: "–" },
      ],
      lastIndexed: { kind: "unknown", why },
    });
  });

  it.each([
    ["an unreachable server", testFailure("unreachable"), "unreachable"],
    ["a run that is given up", testFailure("cancelled"), "cancelled"],
    ["a refusal", testAnswer(401, { message: "expired" }), "401: expired"],
    ["a refusal with a GraphQL error", testAnswer(400, { errors: [{ message: "no" }] }), "400: GraphQL error: no"],
    ["a refusal without words", testAnswer(403, ""), "status 403"],
    ["a GraphQL error", testAnswer(200, { errors: [{ message: "boom" }] }), "GraphQL error: boom"],
    ["a message alone", testAnswer(200, { message: "down" }), "down"],
  ])("is unknown after %s, which is said", async (_what, answer, said) => {
    const failed = `could not be asked: ${said}`;
    const { rows, lastIndexed, findings } = await ask(() => answer);
    expect(rows).toEqual([
      { scope: "objects", bucket: null, mark: "unknown", hits: "–", why: failed },
      { scope: "packages", bucket: null, mark: "unknown", hits: "–", why: failed },
    ]);
    expect([lastIndexed, findings]).toEqual([{ kind: "unknown", why: failed }, []]);
  });
});

describe("when the bucket was last indexed", () => {
  const at = (time: unknown) => lastIndexedOf([{ name: "data", lastIndexed: time }]);

  it("is read from this bucket's entry alone", async () => {
    const other = { name: "other", lastIndexed: "2020-01-01T00:00:00Z" };
    expect(await lastIndexedOf([null, "data", other, ...INDEXED, { name: "data", lastIndexed: null }])).toEqual({
      kind: "at",
      at: "2026-03-01T09:00:00.000Z",
    });
  });

  it.each([
    ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z"],
    ["2026-03-01 09:00:00.250+02:00", "2026-03-01T07:00:00.250Z"],
    ["2026-03-01T09:00-0130", "2026-03-01T10:30:00.000Z"],
  ])("may be written %s", async (time, iso) => {
    expect(await at(time)).toEqual({ kind: "at", at: iso });
  });

  it.each([
    ["2026-03-01T09:00:00"],
    ["on 2026-03-01T09:00:00Z"],
    ["2026-03-01T09:00:00Z or so"],
    ["2026-13-01T09:00:00Z"],
    ["2026-03-01T09:00:00 Z"],
    ["12026-03-01T09:00:00Z"],
    [["2026-03-01T09:00:00Z"]],
    [1_772_355_600_000],
    [undefined],
  ])("is unknown where the registry says %j", async (time) => {
    expect(await at(time)).toEqual({ kind: "unknown", why });
  });

  it("is never where the registry says so, and unknown where it lists no such bucket", async () => {
    expect(await at(null)).toEqual({ kind: "never" });
    for (const configs of [[], [{ name: "other", lastIndexed: null }], { name: "data" }, null, undefined]) {
      expect(await lastIndexedOf(configs)).toEqual({ kind: "unknown", why });
    }
  });
});

describe("the named indexes, asked of the legacy search", () => {
  const index = (url = "") => new URL(url).searchParams.get("index");

  it("are two requests with the real token, of which each names one index", async () => {
    const { sent } = await ask(() => listed(0), { input: LEGACY });
    const of = (name: string, step: string) => ({
      purpose: "beside:scopes",
      request: {
        method: "GET",
        url: `${BASE}/api/search?index=${name}&action=search&query=a+b&size=1`,
        headers: { accept: "application/json", authorization: `Bearer ${RAW}` },
        timeoutMs: 5000,
        signal,
      },
      mark: { step },
    });
    expect(sent).toStrictEqual([of("data", "objects alone"), of("data_packages", "packages alone")]);
  });

  it("are read one by one, and nothing is said of every bucket or of the index's age", async () => {
    const send = ({ request }: SentRequest) =>
      index(request.url) === "data" ? listed(3, "data") : testFailure("timeout");
    const { rows, lastIndexed } = await ask(send, { input: LEGACY });
    expect(rows).toEqual([
      { scope: "objects", bucket: "data", mark: "good", hits: "3", why },
      { scope: "packages", bucket: "data", mark: "unknown", hits: "–", why: "could not be asked: timeout" },
      { scope: "objects", bucket: null, mark: "unknown", hits: "–", why },
      { scope: "packages", bucket: null, mark: "unknown", hits: "–", why },
    ]);
    expect(lastIndexed).toBeNull();
  });
});

it("takes an empty set for no match", async () => {
  const answer = testAnswer(200, { data: { objects: EMPTY, packages: EMPTY, bucketConfigs: INDEXED } });
  expect((await ask(() => answer)).rows.map(({ mark, hits }) => [mark, hits])).toEqual([
    ["bad", "0"],
    ["bad", "0"],
  ]);
});
