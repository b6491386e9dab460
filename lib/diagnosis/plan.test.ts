import { describe, expect, it } from "vitest";
import { planLayers } from "./plan";
import { other, testLayer, value } from "./test-layer";

const source = testLayer("source", { gives: [value] });
const helper = testLayer("helper", { gives: [other] });
const wanted = testLayer("wanted", { needs: () => [value], uses: () => [other] });
const last = testLayer("last");
const nothing = new Set<string>();

function ids(layers: Parameters<typeof planLayers<null, never>>[0], only: readonly string[] | null, seeded = nothing) {
  return planLayers(layers, null, seeded, only).map((layer) => layer.id);
}

describe("the layers of a run", () => {
  it("are all of them, or those named with what they need and use", () => {
    expect(ids([source, helper, wanted, last], null)).toEqual(["source", "helper", "wanted", "last"]);
    expect(ids([source, helper, wanted, last], ["wanted"])).toEqual(["source", "helper", "wanted"]);
    expect(ids([source, helper, wanted, last], ["last", "helper"])).toEqual(["helper", "last"]);
  });

  it("leave out what gives a value that is there, and a use's giver that does not apply", () => {
    expect(ids([source, helper, wanted], ["wanted"], new Set([value.name]))).toEqual(["helper", "wanted"]);
    const idle = testLayer("helper", { gives: [other], notApplicable: () => "not here" });
    expect(ids([source, idle, wanted], ["wanted"])).toEqual(["source", "wanted"]);
  });

  it("keep a need's giver that does not apply: without it the layer is blocked, and says so", () => {
    const idle = testLayer("source", { gives: [value], notApplicable: () => "not here" });
    expect(ids([idle, wanted], ["wanted"])).toEqual(["source", "wanted"]);
  });

  it("reach over several layers", () => {
    const far = testLayer("far", { gives: [] });
    const middle = testLayer("middle", { uses: () => [value], gives: [other] });
    expect(ids([far, source, middle, wanted], ["wanted"])).toEqual(["source", "middle", "wanted"]);
  });
});

describe("a list that cannot work", () => {
  it("is refused: two of one id, or a layer that waits for a later one", () => {
    expect(() => ids([source, source], null)).toThrow("share an id");
    expect(() => ids([wanted, source, helper], null)).toThrow("only source after it gives");
  });
});
