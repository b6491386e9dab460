import { describe, expect, it } from "vitest";
import { factLines } from "./fact-lines";

describe("factLines", () => {
  it("is a line for each fact, in words and aligned", () => {
    expect(
      factLines({
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
    expect(factLines({ first: ["a", "b"] })).toEqual(["first  a, b"]);
    expect(factLines({})).toEqual([]);
  });

  it("prints nothing that a terminal would act on, whether in a name or a value", () => {
    expect(factLines({ "a\u001b[31m": "b\u202e\nc" })).toEqual(["a\ufffd[31m  b\ufffd c"]);
  });
});
