import { describe, expect, it } from "vitest";
import { distinctRows, rowId } from "./row-id";

describe("rowId", () => {
  it.each([
    [["bucket_list"], "bucket-list"],
    [["search_catalog (2)"], "search-catalog-2"],
    [["registry", "objects", "My.Bucket"], "registry-objects-my-bucket"],
    [["AWS_REGION"], "aws-region"],
    [["  -- "], "unnamed"],
    [["مستودع"], "unnamed"],
    [[], "unnamed"],
  ])("makes of %j %s", (names, id) => {
    expect(rowId(...names)).toBe(id);
  });
});

describe("distinctRows", () => {
  const ids = (...given: string[]) =>
    distinctRows(given.map((id) => ({ id, mark: "note", cells: [id] }) as const)).map(({ id }) => id);

  it("leaves what is distinct", () => {
    expect(ids("a", "b", "a-2")).toEqual(["a", "b", "a-2"]);
    expect(ids()).toEqual([]);
  });

  it("numbers what is alike, past every id that is another row's", () => {
    expect(ids("a", "a", "a")).toEqual(["a", "a-2", "a-3"]);
    expect(ids("a", "a-2", "a", "a")).toEqual(["a", "a-2", "a-3", "a-4"]);
    expect(ids("a", "a", "a-2", "a-2")).toEqual(["a", "a-3", "a-2", "a-2-2"]);
  });

  it("keeps the rest of a row", () => {
    expect(distinctRows([{ id: "a", mark: "bad", cells: ["x"] }])).toEqual([{ id: "a", mark: "bad", cells: ["x"] }]);
  });
});
