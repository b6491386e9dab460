import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { directSearch, newestObject } from "../outputs";
import { createTestContext, testAnswer } from "../shared/test-context";
import { search } from "./search";
import { startEvidence } from "./search-evidence";
import { BASE, BEARER, EMPTY, objects, packages, probeOf, searchInput, served } from "./test-search";

const why = expect.any(String);
const newest = { bucket: "data", prefix: "", at: "2026-03-01T08:00:00.000Z", keys: 1, whole: true };
const everywhere = testAnswer(200, {
  data: {
    objects: objects(5),
    packages: packages(4),
    bucketConfigs: [
      { name: "data", lastIndexed: "2026-03-01T09:00:00Z" },
      { name: "other", lastIndexed: null },
    ],
  },
});
const anonymous = served({ me: null, objects: EMPTY });

/** Reads the real answer, then reports; says which rows were handed on before the report. */
async function evidenceOf(real: DoorResult, input = searchInput(), send: () => DoorResult = () => everywhere) {
  const given = [[newestObject, newest]] as const;
  const test = createTestContext({ layer: search, input, given, send });
  const evidence = startEvidence(test.context, BASE, BEARER);
  evidence.onReal(await probeOf(real, input));
  const atOnce = test.outputs.get(directSearch.name);
  await evidence.report();
  const table = test.tables.get("scopes")?.rows.map(({ mark, cells }) => [mark, ...cells.slice(0, 3)].join(" "));
  return { sent: test.sent.length, facts: test.facts, handedOn: test.outputs.get(directSearch.name), atOnce, table };
}

const row = (scope: string, bucket: string | null, mark: string, hits: string) => ({ scope, bucket, mark, hits, why });

describe("what search finds beside the real call", () => {
  it("is asked for after an acceptance, shown, and handed on with the rows of the real call", async () => {
    const seen = await evidenceOf(served());
    expect(seen.table).toEqual([
      "good objects data 2",
      "bad packages data 0",
      "good objects every bucket 5",
      "good packages every bucket 4",
    ]);
    expect(seen.handedOn).toEqual([
      row("objects", "data", "good", "2"),
      row("packages", "data", "bad", "0"),
      row("objects", null, "good", "5"),
      row("packages", null, "good", "4"),
    ]);
    expect([seen.sent, seen.atOnce]).toEqual([1, undefined]);
  });

  it("is unknown of every bucket, and not asked for, where the call was not accepted", async () => {
    const seen = await evidenceOf(anonymous);
    expect(seen.table).toEqual([
      "bad objects data 0",
      "bad packages data 0",
      "unknown objects every bucket –",
      "unknown packages every bucket –",
    ]);
    expect(seen.atOnce).toEqual([
      row("objects", "data", "bad", "0"),
      row("packages", "data", "bad", "0"),
      row("objects", null, "unknown", "–"),
      row("packages", null, "unknown", "–"),
    ]);
    expect([seen.sent, seen.facts]).toEqual([0, {}]);
  });

  it("holds nothing more where no bucket is named, accepted or not", async () => {
    const input = searchInput({ s3: {} });
    const none = ["unknown objects none named –", "unknown packages none named –"];
    const accepted = await evidenceOf(served(), input);
    expect(accepted.table).toEqual([...none, "good objects every bucket 2", "bad packages every bucket 0"]);
    const refused = await evidenceOf(anonymous, input);
    expect(refused.table).toEqual([...none, "bad objects every bucket 0", "bad packages every bucket 0"]);
    expect(refused.handedOn).toHaveLength(4);
    expect([accepted.sent, refused.sent, accepted.facts, refused.facts]).toEqual([0, 0, {}, {}]);
  });

  it.each([
    ["a subject that is to be refused", served(), searchInput({ access: { search: "refused" } })],
    ["an answer that is no registry's", testAnswer(200, "<html>"), searchInput()],
  ])("is nothing for %s", async (_what, real, input) => {
    expect(await evidenceOf(real, input)).toEqual({
      sent: 0,
      facts: {},
      handedOn: undefined,
      atOnce: undefined,
      table: undefined,
    });
  });

  it("fails the report, and not the controls before it, where the question itself breaks", async () => {
    const broken = () => {
      throw new Error("no way out");
    };
    await expect(evidenceOf(served(), searchInput(), broken)).rejects.toThrow("no way out");
  });
});

describe("since when search finds it", () => {
  it("is said beside the newest object where the s3 layer lists the same bucket", async () => {
    expect((await evidenceOf(served())).facts).toEqual({
      "bucket-last-indexed": "2026-03-01T09:00:00.000Z",
      "newest-object-in-s3": newest.at,
      "newest-of": why,
      "index-behind-that-object": why,
    });
  });

  it("is said of the searched bucket alone where that is another one", async () => {
    const { facts } = await evidenceOf(served(), searchInput({ search: { bucket: "other" } }));
    expect(facts).toEqual({
      "bucket-last-indexed": "never",
      "newest-object-in-s3": expect.stringContaining("not known"),
    });
    expect(facts["newest-object-in-s3"]).not.toContain("no object");
  });
});
