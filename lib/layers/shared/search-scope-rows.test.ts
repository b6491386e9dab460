import { describe, expect, it } from "vitest";
import { readLegacy, readUnion, scopeTable, scopeTableWords } from "./search-scope-rows";

const objects = (value: unknown) => readUnion("objects", "b", value);
const packages = (value: unknown) => readUnion("packages", null, value);
const hit = { bucket: "b", key: "a.csv" };
const set = (total: unknown, hits: readonly unknown[]) => ({
  __typename: "ObjectsSearchResultSet",
  total,
  firstPage: { hits },
});

describe("a scope of the GraphQL search", () => {
  it.each([
    ["hits", set(3, [hit]), "good", "3", "found"],
    ["a hidden total with a hit on the page", set(-1, [hit]), "good", "1 or more", "Secure Search"],
    ["a hidden total without one", set(-1, []), "unknown", "–", "no hit on the page"],
    ["none", set(0, []), "bad", "0", "holds none"],
    ["an empty set", { __typename: "EmptySearchResultSet" }, "bad", "0", "EmptySearchResultSet"],
    ["a failing backend", { __typename: "OperationError" }, "bad", "–", "OperationError"],
    [
      "a query that cannot be read",
      {
        __typename: "InvalidInput",
        errors: [{ path: "searchString", name: "QuerySyntaxError", message: "Cannot parse" }],
      },
      "bad",
      "–",
      "InvalidInput: QuerySyntaxError: Cannot parse",
    ],
    ["an input error that says nothing", { __typename: "InvalidInput", errors: [] }, "bad", "–", "no reason given"],
    ["a total without a hit to show for it", set(3, []), "unknown", "–", "expected shape"],
    ["a total that is no number", set("3", [hit]), "unknown", "–", "expected shape"],
    ["nothing", undefined, "unknown", "–", "expected shape"],
    ["null", null, "unknown", "–", "expected shape"],
  ])("reads %s", (_what, value, mark, hits, why) => {
    expect(objects(value)).toEqual({ scope: "objects", bucket: "b", mark, hits, why: expect.stringContaining(why) });
  });

  it.each([
    ["packages", { __typename: "PackagesSearchResultSet", total: 2 }, "good", "2"],
    ["no package", { __typename: "PackagesSearchResultSet", total: 0 }, "bad", "0"],
    ["a hidden total", { __typename: "PackagesSearchResultSet", total: -1 }, "unknown", "–"],
    ["an empty set", { __typename: "EmptySearchResultSet" }, "bad", "0"],
    ["objects in their place", set(3, [hit]), "unknown", "–"],
  ])("reads %s", (_what, value, mark, hits) => {
    expect(packages(value)).toMatchObject({ scope: "packages", bucket: null, mark, hits });
  });

  it("cuts what a registry says at length", () => {
    const errors = [{ message: "x".repeat(5000) }];
    expect(objects({ __typename: "InvalidInput", errors }).why.length).toBeLessThan(200);
  });
});

describe("a scope of the legacy search", () => {
  const body = (total: unknown, count: number) => ({
    hits: { total, hits: Array.from({ length: count }, (_, index) => ({ _index: "b", _id: String(index) })) },
  });
  it.each([
    ["a total", body(2, 1), "good", "2"],
    ["a total with its relation", body({ value: 2, relation: "eq" }, 1), "good", "2"],
    ["a total that stopped counting", body({ value: 10000, relation: "gte" }, 1), "good", "10000 or more"],
    ["none", body(0, 0), "bad", "0"],
    ["an error in its place", { error: "index_not_found_exception" }, "unknown", "–"],
    ["nothing", {}, "unknown", "–"],
  ])("reads %s", (_what, value, mark, hits) => {
    expect(readLegacy("objects", "b", value)).toMatchObject({ scope: "objects", bucket: "b", mark, hits });
  });
});

it("makes a table of which every row fits its columns", () => {
  const table = scopeTable([objects(set(3, [hit])), packages(null)]);
  const columns = Object.keys(scopeTableWords.columns).length;
  expect(table.rows.map(({ id, cells }) => [id, cells.length])).toEqual([
    ["objects-b", columns],
    ["packages-every-bucket", columns],
  ]);
  expect(table.rows[1]?.cells[1]).toBe("every bucket");
});
