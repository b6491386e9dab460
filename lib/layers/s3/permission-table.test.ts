import { describe, expect, it } from "vitest";
import type { Permission } from "./bucket-answer";
import type { Viewer } from "./catalog-buckets";
import { emptyTable, type PermissionRow, permissionTable } from "./permission-table";

type May = Permission["may"];

function row(list: May = "yes", read: May = "yes", name = "one", viewer: Viewer = "role"): PermissionRow {
  return { bucket: { name, viewer }, list: { may: list, words: `l-${list}` }, read: { may: read, words: `r-${read}` } };
}

describe("the table of buckets", () => {
  it("shows what was learnt of each", () => {
    expect(permissionTable([row(), row("yes", "no", "two")], 2)).toEqual({
      id: "permissions",
      columns: ["bucket", "listed-for", "list", "read"],
      rows: [
        { id: "one", mark: "good", cells: ["one", "the active role", "l-yes", "r-yes"] },
        { id: "two", mark: "bad", cells: ["two", "the active role", "l-yes", "r-no"] },
      ],
    });
  });

  it("says how many of them it shows, where it shows some", () => {
    expect(permissionTable([row()], 3).titleNote).toBe("1 of 3 shown");
  });

  it.each<[Viewer, string]>([
    ["role", "the active role"],
    ["admin", "the user, not the active role"],
    ["user", "the user"],
  ])("says for whom the catalog lists one: %s", (viewer, words) => {
    expect(permissionTable([row("yes", "yes", "one", viewer)], 1).rows[0]?.cells[1]).toBe(words);
  });

  it.each<[May, May, string]>([
    ["yes", "yes", "good"],
    ["yes", "no", "bad"],
    ["yes", "unknown", "unknown"],
    ["yes", "not-asked", "unknown"],
    ["no", "not-asked", "bad"],
    ["no", "yes", "bad"],
    ["unknown", "yes", "unknown"],
    ["unknown", "not-asked", "unknown"],
    ["not-asked", "not-asked", "note"],
  ])("marks a bucket: list %s, read %s is %s", (list, read, mark) => {
    expect(permissionTable([row(list, read)], 1).rows[0]?.mark).toBe(mark);
  });

  it("cuts a name that is longer than a bucket's can be", () => {
    const name = (length: number) => permissionTable([row("yes", "yes", "n".repeat(length))], 1).rows[0]?.cells[0];
    expect(name(63)).toBe("n".repeat(63));
    expect(name(64)).toBe(`${"n".repeat(63)}…`);
  });
});

describe("in place of the table", () => {
  it("it is said why there is none", () => {
    expect(emptyTable("why")).toEqual({
      id: "permissions",
      columns: ["not-asked"],
      rows: [{ id: "not-asked", mark: "note", cells: ["why"] }],
    });
  });
});
