import { describe, expect, it } from "vitest";
import { defineOutput } from "./layer";
import { planLayers } from "./plan";
import { other, testLayer, value } from "./test-layer";

const third = defineOutput<string>("third", "no third value");
const giver = testLayer("giver", { gives: [other, value] });
const middle = testLayer("middle", { needs: () => [value], gives: [third] });
const last = testLayer("last", { needs: () => [third] });
const alone = testLayer("alone");
const chain = [giver, middle, alone, last];

const plan = (layers: typeof chain, only: readonly string[] | null = null, seeded: readonly string[] = []) =>
  planLayers(layers, null, new Set(seeded), only).map(({ id }) => id);

describe("the layers of a run", () => {
  it("are all of them, in chain order", () => {
    expect(plan(chain)).toEqual(["giver", "middle", "alone", "last"]);
  });

  it.each([
    [["alone"], ["alone"]],
    [["giver"], ["giver"]],
    [["middle"], ["giver", "middle"]],
    [["last"], ["giver", "middle", "last"]],
    [
      ["last", "alone", "giver"],
      ["giver", "middle", "alone", "last"],
    ],
    [[], []],
    [["no such layer"], []],
  ])("named by only %j are those and what gives what they need", (only, ids) => {
    expect(plan(chain, only)).toEqual(ids);
  });

  it("leave out the giver of what the target gives already", () => {
    expect(plan(chain, ["last"], ["third"])).toEqual(["last"]);
    expect(plan(chain, ["last"], ["value"])).toEqual(["middle", "last"]);
    expect(plan(chain, ["last"], ["other"])).toEqual(["giver", "middle", "last"]);
  });

  const user = testLayer("user", { uses: () => [value] });
  const idle = (id: string) => testLayer(id, { gives: [value], notApplicable: () => "not here" });

  it("hold the giver of what is used, where it concerns the target", () => {
    expect(plan([giver, alone, user], ["user"])).toEqual(["giver", "user"]);
    expect(plan([giver, user], ["user"], ["value"])).toEqual(["user"]);
    expect(plan([idle("idle"), user], ["user"])).toEqual(["user"]);
  });

  it("hold a need's giver that does not apply: without it the layer is blocked, and says so", () => {
    expect(plan([idle("idle"), middle], ["middle"])).toEqual(["idle", "middle"]);
  });

  it("leave out the giver of what is only awaited", () => {
    expect(plan([giver, testLayer("waiting", { awaits: [value] })], ["waiting"])).toEqual(["waiting"]);
  });

  it("reach over several layers, by need and by use", () => {
    const between = testLayer("between", { uses: () => [value], gives: [third] });
    expect(plan([alone, giver, between, last], ["last"])).toEqual(["giver", "between", "last"]);
  });

  it("hold every giver of a need", () => {
    expect(plan([giver, testLayer("second", { gives: [value] }), middle], ["middle"])).toEqual([
      ...["giver", "second", "middle"],
    ]);
  });
});

describe("a list of layers that cannot run", () => {
  it("names one id twice", () => {
    expect(() => plan([giver, testLayer("giver")])).toThrow("share an id");
  });

  it.each([
    ["needs", testLayer("early", { needs: () => [value] })],
    ["uses", testLayer("early", { uses: () => [value] })],
    ["awaits", testLayer("early", { awaits: [value] })],
  ])("%s what only a later layer gives", (_, early) => {
    expect(() => plan([alone, early, giver])).toThrow("early waits for value, which only giver after it gives");
    expect(() => plan([giver, early])).not.toThrow();
    expect(() => plan([alone, giver, early, testLayer("again", { gives: [value] })])).not.toThrow();
  });

  it("needs what the layer itself gives", () => {
    expect(() => plan([testLayer("self", { needs: () => [value], gives: [value] })])).toThrow("only self after it");
  });

  it("is none that needs what nobody gives: that layer ends as blocked", () => {
    expect(plan([middle])).toEqual(["middle"]);
  });
});
