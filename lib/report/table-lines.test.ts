import { describe, expect, it } from "vitest";
import { tableLines } from "./table-lines";

describe("tableLines", () => {
  it("aligns the columns and shows each row's mark by its sign", () => {
    const lines = tableLines({
      id: "scopes",
      title: "What search finds",
      columns: [
        { id: "scope", label: "scope" },
        { id: "total", label: "hits" },
      ],
      rows: [
        { id: "objects", mark: "good", cells: ["objects", "12"] },
        { id: "packages", mark: "bad", cells: ["packages in b", "0"] },
      ],
    });
    expect(lines).toEqual([
      "What search finds",
      "     scope          hits",
      "  ✓  objects        12",
      "  ✗  packages in b  0",
    ]);
  });

  it("prints nothing raw that a terminal would act on", () => {
    const lines = tableLines({
      id: "x",
      title: "\u001b[2J",
      columns: [{ id: "a", label: "a" }],
      rows: [{ id: "b", mark: "note", cells: ["\u202Eb"] }],
    });
    expect(lines.join("\n")).not.toMatch(/[\u001b\u202e]/);
  });
});
