import { describe, expect, it } from "vitest";
import { layer } from "./test-concluded";
import { whatIsProven } from "./what-is-proven";

describe("what a run proves", () => {
  it("is what its passed layers prove, required or not, in their order", () => {
    const layers = [layer("a", "pass"), layer("b", "fail"), layer("c", "pass", { required: false })];
    expect(whatIsProven(layers).proven).toEqual(["a is good", "c is good"]);
  });

  it("leaves open what the other layers would have proven, but for those that do not apply", () => {
    const ends = ["fail", "inconclusive", "blocked", "cancelled", "tool-error", "not-applicable"] as const;
    expect(whatIsProven(ends.map((status) => layer(status, status)))).toEqual({
      proven: [],
      notProven: ends.slice(0, -1).map((status) => `${status} is good`),
    });
  });

  it("leaves open what a passed live layer does not prove, unless a layer that passed settles it", () => {
    const open = (settledBy: readonly string[]) =>
      whatIsProven([layer("a", "pass", { settledBy }), layer("b", "pass"), layer("c", "fail")]).notProven;
    expect(open([])).toEqual(["c is good", "what a leaves open", "what b leaves open"]);
    expect(open(["elsewhere", "b"])).toEqual(["c is good", "what b leaves open"]);
    expect(open(["c"])).toEqual(["c is good", "what a leaves open", "what b leaves open"]);
  });

  it("says a thing once", () => {
    const same = { doesNotProve: "the same" };
    expect(whatIsProven([layer("a", "pass", same), layer("b", "pass", same)]).notProven).toEqual(["the same"]);
  });

  it("proves nothing live where only local layers ran", () => {
    expect(whatIsProven([layer("claims", "pass", { nature: "local" })])).toEqual({
      proven: ["claims is good"],
      notProven: ["anything live: only local checks ran"],
    });
  });
});
