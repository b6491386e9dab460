import { describe, expect, it } from "vitest";
import type { EvidenceValue } from "@/lib/diagnosis/model";
import { factLines } from "./fact-lines";

const linesOf = (values: Readonly<Record<string, EvidenceValue>>) =>
  factLines(Object.entries(values).map(([label, value], index) => ({ id: `fact-${index}`, label, value })));

describe("factLines", () => {
  it("is a line for each fact, in words and aligned", () => {
    expect(
      linesOf({
        user: "ada",
        "bucket last indexed": "never",
        keys: 3,
        seen: true,
        shown: false,
        role: null,
        first: [],
      }),
    ).toEqual([
      "user                 ada",
      "bucket last indexed  never",
      "keys                 3",
      "seen                 yes",
      "shown                no",
      "role                 none",
      "first                none",
    ]);
    expect(linesOf({ first: ["a", "b"] })).toEqual(["first  a, b"]);
    expect(linesOf({})).toEqual([]);
  });

  it("prints nothing that a terminal would act on, whether in a name or a value", () => {
    expect(linesOf({ "a\u001b[31m": "b\u202e\nc" })).toEqual(["a\ufffd[31m  b\ufffd c"]);
  });
});
