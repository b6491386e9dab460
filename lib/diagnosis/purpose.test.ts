import { describe, expect, it } from "vitest";
import { besideNames, type Purpose } from "./model";
import { besideNameOf, controlNameOf, isControl, isGenuine } from "./purpose";

const all: readonly Purpose[] = ["real", "repeat", "recorded", "control:tampered", "beside:stdio"];

describe("the purpose of a call", () => {
  it("is genuine for the layer's own call and its repeat alone", () => {
    expect(all.filter(isGenuine)).toEqual(["real", "repeat"]);
  });

  it("names the control, whatever it is called", () => {
    expect(all.map(controlNameOf)).toEqual([null, null, null, "tampered", null]);
    expect(all.filter(isControl)).toEqual(["control:tampered"]);
    expect(controlNameOf("control:forged:test-secret")).toBe("forged:test-secret");
    expect(controlNameOf("control:beside:stdio")).toBe("beside:stdio");
  });

  it("names what is asked beside", () => {
    expect(all.map(besideNameOf)).toEqual([null, null, null, null, "stdio"]);
    expect(besideNames.map((name) => besideNameOf(`beside:${name}`))).toEqual(besideNames);
    expect(besideNameOf("control:beside:stdio")).toBeNull();
  });
});

it("names calls beside in kebab-case, each once", () => {
  expect(besideNames.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect(new Set(besideNames).size).toBe(besideNames.length);
});
