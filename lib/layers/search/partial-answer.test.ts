import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { catalogIdentity, registryUrl } from "../outputs";
import { createTestContext, testAnswer } from "../shared/test-context";
import { partialAnswer } from "./partial-answer";
import { search } from "./search";
import { BASE, listed, probeOf, RAW, searchInput } from "./test-search";

const rejected = { reason: { type: "es_rejected_execution_exception", reason: "rejected" } };

describe("what an answer leaves out by its own word", () => {
  it.each([
    [{ timed_out: true }, "timed out"],
    [{ _shards: { failed: 1 } }, "1 shard failed"],
    [{ _shards: { failed: 2, failures: [rejected, rejected] } }, "2 shards failed: es_rejected_execution_exception"],
    [
      { timed_out: true, _shards: { failed: 2, failures: [rejected] } },
      "timed out: 2 shards failed: es_rejected_execution_exception",
    ],
    [{ failures: [{ reason: "closed" }] }, "closed"],
    [{ _shards: { failures: ["a", "b", "c", "d"].map((type) => ({ reason: { type } })) } }, "a, b, c"],
    [{ failures: [{ reason: { type: "x".repeat(200) } }] }, "x".repeat(100)],
    [{ failures: [...Array.from({ length: 20 }, () => ({})), { reason: "late" }] }, null],
    [{ timed_out: false, _shards: { failed: 0, failures: [] } }, null],
    [{ timed_out: "true", _shards: { failed: "2" }, failures: {} }, null],
    [{ failures: [{ reason: { type: "" } }, { reason: 7 }, null] }, null],
    [{ _shards: null }, null],
    [{}, null],
    [null, null],
  ])("of %j is %j", (body, said) => {
    expect(partialAnswer(body)).toBe(said);
  });
});

describe("a legacy search that leaves something out", () => {
  const legacy = (minHits: number) => searchInput({ search: { api: "legacy", minHits } });
  const answer = (total: number, more: object = {}) =>
    testAnswer(200, {
      timed_out: true,
      _shards: { failed: 2, failures: [rejected] },
      hits: { total, hits: Array.from({ length: total }, (_, at) => ({ _index: "data", _id: `k${at}` })) },
      ...more,
    });
  const told = "timed out: 2 shards failed: es_rejected_execution_exception";
  const refused = testAnswer(401, { message: "no" });
  const codesOf = async (real: ReturnType<typeof testAnswer>, input: ReturnType<typeof searchInput>) => {
    const context = createTestContext({
      layer: search,
      input,
      given: [
        [registryUrl, BASE],
        [catalogIdentity, new Secret(RAW)],
      ],
      send: ({ purpose }) => (purpose.startsWith("control:") ? refused : real),
    });
    await context.run();
    const { findings, facts } = context;
    return {
      codes: findings.map(({ code }) => code),
      said: findings[0]?.evidence.message,
      fact: facts["partial-answer"],
    };
  };

  it("is the backend's fault where it finds too little", async () => {
    expect(await codesOf(answer(0), legacy(1))).toEqual({ codes: ["search/operation-error"], said: told, fact: told });
    expect(await codesOf(answer(0), legacy(0))).toMatchObject({ fact: told });
    expect(await codesOf(answer(2), legacy(3))).toMatchObject({ codes: ["search/operation-error"], said: told });
  });

  it("is noted where it finds enough", async () => {
    expect(await codesOf(answer(2), legacy(2))).toMatchObject({ codes: [], fact: told });
    expect((await codesOf(listed(2), legacy(2))).fact).toBeUndefined();
  });

  it("is the backend's fault where its list is broken, too", async () => {
    expect((await codesOf(answer(0, { hits: { total: 7, hits: [] } }), legacy(1))).codes).toEqual([
      "search/operation-error",
    ]);
  });

  it("refuses nobody by finding nothing", async () => {
    expect(await probeOf(answer(0), legacy(1))).toMatchObject({ observed: "no-answer", answered: true, note: told });
    expect(await probeOf(listed(0), legacy(1))).toMatchObject({ observed: "refused" });
    expect(await probeOf(answer(0), legacy(0))).toMatchObject({ observed: "no-answer" });
  });
});
