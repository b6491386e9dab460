import { describe, expect, it } from "vitest";
import type { Probe } from "@/lib/diagnosis/layer";
import type { DoorResult } from "@/lib/http/door-types";
import { testAnswer, testFailure } from "../shared/test-context";
import { realScopes } from "./real-scopes";
import type { SearchAnswer } from "./search-call";
import { listed, packages, probeOf, searchInput, served } from "./test-search";

const why = expect.any(String);
const NO_BUCKET = searchInput({ s3: {} });
const LEGACY = searchInput({ search: { api: "legacy" } });
const LEGACY_NO_BUCKET = searchInput({ s3: {}, search: { api: "legacy" } });
const UNNAMED = [
  { scope: "objects", bucket: "none named", mark: "unknown", hits: "–", why },
  { scope: "packages", bucket: "none named", mark: "unknown", hits: "–", why },
];
const broken = testAnswer(200, { data: null, errors: [{ message: "boom" }, { message: "later" }] });

const both = (bucket: string | null, mark: string, said: unknown) => [
  { scope: "objects", bucket, mark, hits: "–", why: said },
  { scope: "packages", bucket, mark, hits: "–", why: said },
];
const rowsOf = async (answer: DoorResult, input = searchInput()) => realScopes(input, await probeOf(answer, input));

describe("what the real call says of its scopes", () => {
  it("is read from both members of a GraphQL answer, for the bucket that is named", async () => {
    expect(await rowsOf(served({ packages: packages(3) }))).toEqual([
      { scope: "objects", bucket: "data", mark: "good", hits: "2", why },
      { scope: "packages", bucket: "data", mark: "good", hits: "3", why },
    ]);
  });

  it("is that of every bucket where none is named, after two rows that were not asked about", async () => {
    expect(await rowsOf(served(), NO_BUCKET)).toEqual([
      ...UNNAMED,
      { scope: "objects", bucket: null, mark: "good", hits: "2", why },
      { scope: "packages", bucket: null, mark: "bad", hits: "0", why },
    ]);
  });

  it("is read member by member where one of them is broken, and from a result beside an error", async () => {
    expect(await rowsOf(served({ objects: { __typename: "Another" }, packages: packages(1) }))).toEqual([
      { scope: "objects", bucket: "data", mark: "unknown", hits: "–", why },
      { scope: "packages", bucket: "data", mark: "good", hits: "1", why },
    ]);
    const beside = testAnswer(200, {
      data: { me: null, objects: { __typename: "EmptySearchResultSet" }, packages: packages(1) },
      errors: [{ message: "boom" }],
    });
    expect(await rowsOf(beside)).toEqual([
      { scope: "objects", bucket: "data", mark: "bad", hits: "0", why },
      { scope: "packages", bucket: "data", mark: "good", hits: "1", why },
    ]);
  });

  it.each([
    ["a GraphQL error, the first of them", broken, "GraphQL error: boom"],
    ["a refusal in the server's words", testAnswer(401, { message: "Token has expired" }), "401: Token has expired"],
    ["a refusal with a GraphQL error", testAnswer(400, { errors: [{ message: "no" }] }), "400: GraphQL error: no"],
    ["a refusal without words", testAnswer(403, ""), "403: not accepted"],
    ["a whole answer under another status", { ...served(), status: 404 }, "404: not accepted"],
  ])("is one failure of both after %s", async (_what, answer, said) => {
    expect(await rowsOf(answer)).toEqual(both("data", "bad", said));
    expect(await rowsOf(answer, NO_BUCKET)).toEqual([...UNNAMED, ...both(null, "bad", said)]);
  });

  it("is nothing where no server answered as a registry does", async () => {
    expect(await rowsOf(testFailure("timeout"))).toBeNull();
    expect(await rowsOf(testAnswer(200, "<html>"))).toBeNull();
    expect(await rowsOf(testAnswer(502, ""))).toBeNull();
    const held = await probeOf(served());
    const lost: Probe<SearchAnswer> = { ...held, value: { ...held.value, result: testFailure("timeout") } };
    expect(realScopes(searchInput(), lost)).toBeNull();
  });

  it("is unknown of a body that is no object", async () => {
    const held = await probeOf(testAnswer(200, "text"));
    expect(realScopes(searchInput(), { ...held, answered: true })).toEqual(both("data", "unknown", why));
  });
});

describe("what the legacy search says of its scopes", () => {
  it("is nothing of each where one list holds both kinds of a bucket", async () => {
    expect(await rowsOf(listed(2, "data", "data_packages"), LEGACY)).toEqual([]);
  });

  it("is what its first page tells apart where no bucket is named", async () => {
    expect(await rowsOf(listed(1, "data"), LEGACY_NO_BUCKET)).toEqual([
      ...UNNAMED,
      { scope: "objects", bucket: null, mark: "good", hits: "1", why },
      { scope: "packages", bucket: null, mark: "bad", hits: "0", why },
    ]);
    expect(await rowsOf(listed(2, "a_packages", "b_packages"), LEGACY_NO_BUCKET)).toEqual([
      ...UNNAMED,
      { scope: "objects", bucket: null, mark: "bad", hits: "0", why },
      { scope: "packages", bucket: null, mark: "good", hits: "2", why },
    ]);
  });

  it("is one failure of both where it fails", async () => {
    expect(await rowsOf(testAnswer(200, { error: "index closed" }), LEGACY)).toEqual(
      both("data", "bad", "index closed"),
    );
    expect(await rowsOf(testAnswer(403, { message: "no" }), LEGACY_NO_BUCKET)).toEqual([
      ...UNNAMED,
      ...both(null, "bad", "403: no"),
    ]);
    expect(await rowsOf(testAnswer(200, {}), LEGACY)).toEqual(both("data", "bad", why));
  });
});
