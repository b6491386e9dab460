import { describe, expect, it } from "vitest";
import type { Purpose } from "@/lib/diagnosis/model";
import type { DoorResult } from "@/lib/http/door-types";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer, testFailure } from "../shared/test-context";
import { search } from "./search";
import { callSearch, totalHits } from "./search-call";
import { BASE, EMPTY, listed, objects, packages, probeOf, RAW, searchInput, served } from "./test-search";

const note = expect.any(String);
const LEGACY = searchInput({ search: { api: "legacy" } });
const anonymous = served({ me: null, objects: EMPTY });
const nothing = served({ objects: EMPTY });

async function judged(answer: DoorResult, input: LayerInput = searchInput()) {
  const { value: _value, ...probe } = await probeOf(answer, input);
  return probe;
}

describe("a search request", () => {
  async function sentAs(input: LayerInput, purpose: Purpose, bearer: string | null, base = BASE) {
    const { context, sent } = createTestContext({ layer: search, input, send: () => served() });
    await callSearch(context, base, purpose, bearer);
    return { sent: sent.map(({ purpose, request, mark }) => ({ purpose, mark, ...request })), signal: context.signal };
  }

  it("carries the token and one GraphQL question to the registry's path, however its address ends", async () => {
    const { sent, signal } = await sentAs(searchInput(), "real", RAW, `${BASE}//`);
    expect(sent).toStrictEqual([
      {
        purpose: "real",
        mark: { wrongCredential: false },
        method: "POST",
        url: `${BASE}/graphql`,
        headers: { accept: "application/json", "content-type": "application/json", authorization: `Bearer ${RAW}` },
        body: expect.stringContaining("BonafideSearch"),
        timeoutMs: 5000,
        signal,
      },
    ]);
  });

  it("is a bare GET of the legacy search, without a body", async () => {
    const { sent, signal } = await sentAs(LEGACY, "repeat", null);
    expect(sent).toStrictEqual([
      {
        purpose: "repeat",
        mark: { wrongCredential: false },
        method: "GET",
        url: `${BASE}/api/search?index=data%2Cdata_packages&action=search&query=*&size=1`,
        headers: { accept: "application/json" },
        timeoutMs: 5000,
        signal,
      },
    ]);
  });

  it.each([
    ["control:tampered", RAW, true],
    ["control:no-token", null, false],
    ["beside:reference", RAW, false],
    ["real", RAW, false],
    ["repeat", RAW, false],
  ] as const)("as %s with bearer %s has a wrong credential: %s", async (purpose, bearer, wrong) => {
    const { sent } = await sentAs(searchInput(), purpose, bearer);
    expect(sent.map(({ mark }) => mark)).toEqual([{ wrongCredential: wrong }]);
  });
});

describe("an answer of the GraphQL search", () => {
  it("holds who was served, and how much was found", async () => {
    const answer = served({ packages: packages(1) });
    const { value, ...probe } = await probeOf(answer);
    expect(probe).toEqual({ observed: "accepted", answered: true, status: 200, note: null });
    expect(value).toMatchObject({ result: answer, hits: { objects: 2, packages: 1 }, user: "ada", errors: [] });
    expect([value.data?.me?.role.name, value.body !== null]).toEqual(["Reader", true]);
  });

  it.each([
    ["a user without hits", nothing, "accepted"],
    ["hits for nobody", served({ me: null }), "accepted"],
    ["packages alone for nobody", served({ me: null, objects: EMPTY, packages: packages(1) }), "accepted"],
    ["nothing for nobody", anonymous, "refused"],
  ])("is an acceptance where it names a user or holds hits: %s", async (_what, answer, observed) => {
    const said = observed === "accepted" ? null : note;
    expect(await judged(answer)).toEqual({ observed, answered: true, status: 200, note: said });
  });

  it.each([
    ["a 401 without words", testAnswer(401, ""), "refused", true, null],
    ["a 403 without words", testAnswer(403, ""), "refused", true, null],
    ["a 403 in words", testAnswer(403, { message: "no role" }), "refused", true, "no role"],
    ["a 400 that speaks of it", testAnswer(400, { message: "bad token" }), "no-answer", true, "bad token"],
    ["a 400 with a code", testAnswer(400, { error: "invalid_token" }), "refused", true, note],
    [
      "a 400 with a GraphQL error about it",
      testAnswer(400, { errors: [{ message: "bad token" }] }),
      "no-answer",
      true,
      "bad token",
    ],
    ["a 400 about something else", testAnswer(400, { message: "bad query" }), "no-answer", true, "bad query"],
    ["a 404 about the credential", testAnswer(404, { message: "no token" }), "no-answer", true, "no token"],
    ["a 204 about the credential", testAnswer(204, { message: "no token" }), "no-answer", true, "no token"],
    ["a 400 without words", testAnswer(400, ""), "no-answer", false, null],
    ["a 500", testAnswer(500, { message: "bad token" }), "no-answer", false, "server-error"],
    ["a page", testAnswer(400, "<html>"), "no-answer", false, "HTML"],
    ["a page that refuses", testAnswer(401, "<html>"), "refused", true, null],
    ["an error about it", testAnswer(200, { errors: [{ message: "log in" }] }), "no-answer", true, "log in"],
    ["another error", testAnswer(200, { errors: [{ message: "boom" }] }), "no-answer", true, "boom"],
    ["text", testAnswer(200, "text"), "no-answer", false, "not JSON"],
    ["another object", testAnswer(200, {}), "no-answer", true, note],
  ])("that is %s is no acceptance", async (_what, answer, observed, answered, said) => {
    expect(await judged(answer)).toMatchObject({ observed, answered, status: answer.status, note: said });
  });

  it("that never came is none", async () => {
    const none = { observed: "no-answer", answered: false, status: null };
    expect(await judged(testFailure("timeout"))).toEqual({ ...none, note: "timeout", reason: "timeout" });
    expect(await judged(testFailure("cancelled"))).toEqual({ ...none, note: "cancelled", reason: null });
  });
});

describe("an empty answer where no hit is wanted", () => {
  const wanting = (minHits: number, more: Partial<LayerInput["target"]> = {}) => ({ search: { minHits }, ...more });
  const open = { access: { search: "open" } } as const;
  const nobody = { token: null };

  it.each([
    ["for a subject without a token at an open search", searchInput(wanting(0, open), nobody), "accepted"],
    ["but for one that wants a hit there", searchInput(wanting(1, open), nobody), "refused"],
    ["but for one that is to be refused", searchInput(wanting(0), nobody), "refused"],
    ["but for one that is to be served", searchInput(wanting(0, { access: { search: "served" } }), nobody), "refused"],
    ["but for a token that is not named there", searchInput(wanting(0, open)), "refused"],
    ["but for a token", searchInput(wanting(0)), "refused"],
  ])("is an acceptance %s", async (_what, input, observed) => {
    expect((await judged(anonymous, input)).observed).toBe(observed);
  });

  it("is an acceptance of the legacy search, which names no user", async () => {
    const legacy = (minHits: number) => searchInput({ search: { api: "legacy", minHits } });
    const probe = { answered: true, status: 200 };
    expect(await judged(listed(0), legacy(0))).toEqual({ ...probe, observed: "accepted", note: null });
    expect(await judged(listed(0), legacy(1))).toEqual({ ...probe, observed: "refused", note });
  });
});

describe("an answer of the legacy search", () => {
  it("holds how much was found, and no user", async () => {
    const { value, ...probe } = await probeOf(listed(3, "data", "data_packages"), LEGACY);
    expect(probe).toEqual({ observed: "accepted", answered: true, status: 200, note: null });
    expect(value).toMatchObject({ hits: { objects: 2, packages: 1 }, user: null, data: null, errors: [] });
  });

  it("is none with an error in it, whatever it holds beside", async () => {
    const { value, observed } = await probeOf(
      testAnswer(200, { hits: { total: 1, hits: [{ _index: "data", _id: "k" }] }, error: "closed" }),
      LEGACY,
    );
    expect([observed, value.hits]).toEqual(["no-answer", null]);
  });
});

it("adds up the hits of both kinds", () => {
  expect(totalHits({ objects: 2, packages: 3 })).toBe(5);
});

it("keeps five errors at most", async () => {
  const errors = Array.from({ length: 7 }, (_, at) => ({ message: `e${at}` }));
  const { value } = await probeOf(testAnswer(200, { errors, data: { objects: objects(1) } }));
  expect(value.errors).toEqual(["e0", "e1", "e2", "e3", "e4"]);
});
