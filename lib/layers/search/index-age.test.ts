import { describe, expect, it } from "vitest";
import type { NewestObject, NoNewestObject } from "../outputs";
import { createTestContext } from "../shared/test-context";
import { duration, reportIndexAge } from "./index-age";
import type { LastIndexed } from "./other-scopes";
import { search } from "./search";

const newest = { bucket: "b", prefix: "raw/", at: "2026-03-01T08:00:00.000Z", keys: 5, whole: false };
const at = (time: string): LastIndexed => ({ kind: "at", at: time });

function factsOf(indexed: LastIndexed, object: NewestObject | NoNewestObject | "other-bucket" | null = newest) {
  return shownOf(indexed, object).facts;
}

function shownOf(indexed: LastIndexed, object: NewestObject | NoNewestObject | "other-bucket" | null = newest) {
  const { context, facts, signals } = createTestContext({ layer: search });
  reportIndexAge(context, indexed, object ?? undefined);
  return { facts, signals: [...signals] };
}

describe("the age of the index", () => {
  it("is that of the bucket beside the newest object, of which it says how much was listed", () => {
    expect(factsOf(at("2026-02-25T06:00:00.000Z"))).toEqual({
      "bucket-last-indexed": "2026-02-25T06:00:00.000Z",
      "newest-object-in-s3": "2026-03-01T08:00:00.000Z",
      "newest-of": "the first 5 keys under raw/; S3 lists by key, not by time",
      "index-behind-that-object": "yes, by 4 d 2 h",
    });
  });

  it("says what became of a longer list that was asked for in vain", () => {
    const shown = shownOf(at(newest.at), { ...newest, longer: "a longer list repeated these" });
    expect(shown.facts["newest-of"]).toMatch(/by key, not by time; a longer list repeated these$/);
  });

  it("is no lag where the bucket was indexed since, or at that very time", () => {
    expect(factsOf(at("2026-03-02T08:00:00.000Z"))["index-behind-that-object"]).toBe("no: indexed since");
    expect(factsOf(at(newest.at))["index-behind-that-object"]).toBe("no: indexed since");
  });

  it("is all there is for a bucket that was never indexed", () => {
    expect(factsOf({ kind: "never" })).toMatchObject({
      "bucket-last-indexed": "never",
      "index-behind-that-object": "yes: never indexed",
    });
  });

  it("is not guessed where one of the two is not known", () => {
    expect(factsOf({ kind: "unknown", why: "the registry does not list this bucket" })).toEqual({
      "bucket-last-indexed": "the registry does not list this bucket",
      "newest-object-in-s3": newest.at,
      "newest-of": expect.any(String),
    });
    expect(factsOf(at(newest.at), null)["newest-object-in-s3"]).toBe("not known: the s3 layer listed nothing");
    expect(factsOf(at(newest.at), { why: "S3 gave no list: AccessDenied" })).toEqual({
      "bucket-last-indexed": newest.at,
      "newest-object-in-s3": "not known: S3 gave no list: AccessDenied",
    });
    expect(factsOf(at(newest.at), "other-bucket")["newest-object-in-s3"]).toBe(
      "not known: the s3 layer lists no such bucket",
    );
  });

  it.each<[string, LastIndexed, typeof newest | "other-bucket" | null, readonly string[]]>([
    ["older than the newest object", at("2026-03-01T07:59:59.999Z"), newest, ["index-older-than-objects"]],
    ["of that very time", at(newest.at), newest, ["index-current"]],
    ["newer", at("2026-03-02T08:00:00.000Z"), newest, ["index-current"]],
    ["beside no object", at("2026-03-02T08:00:00.000Z"), null, []],
    ["beside another bucket's objects", at("2026-03-02T08:00:00.000Z"), "other-bucket", []],
    ["never made", { kind: "never" }, newest, ["never-indexed"]],
    ["never made, beside no object", { kind: "never" }, null, ["never-indexed"]],
    ["of no known time", { kind: "unknown", why: "2020" }, newest, []],
  ])("is recognised where the index is %s", (_, indexed, object, signals) => {
    expect(shownOf(indexed, object).signals).toEqual(signals);
  });

  it("calls a whole list whole", () => {
    expect(factsOf(at(newest.at), { ...newest, prefix: "", keys: 1, whole: true })["newest-of"]).toBe(
      "all 1 key in the bucket",
    );
  });
});

it.each([
  [0.2, "under 1 s"],
  [59, "59 s"],
  [60, "1 min"],
  [3_661, "1 h 1 min"],
  [86_400, "1 d"],
  [86_400 * 40 + 61, "40 d"],
])("says %d s as %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
