import { describe, expect, it } from "vitest";
import { OutputBoard } from "./output-board";
import { other, value } from "./test-layer";

/** How a wait has ended by now; null while it goes on. */
async function now(wait: Promise<boolean>): Promise<boolean | null> {
  return Promise.race([wait, new Promise<null>((resolve) => setTimeout(() => resolve(null), 0))]);
}

describe("the board of outputs", () => {
  it("tells those who wait at once that a value is there, and hands it over", async () => {
    const board = new OutputBoard([{ layer: "a", outputs: [value] }]);
    const early = board.wait(value);
    expect(await now(early)).toBeNull();
    expect(board.get(value)).toBeUndefined();
    board.give(value, "x");
    expect([await early, await board.wait(value)]).toEqual([true, true]);
    expect(board.get(value)).toBe("x");
  });

  it("tells at once that nobody gives a value", async () => {
    expect(await now(new OutputBoard([{ layer: "a", outputs: [value] }]).wait(other))).toBe(false);
  });

  it("gives a value up only when the last layer that could give it has ended", async () => {
    const board = new OutputBoard([
      { layer: "a", outputs: [value, other] },
      { layer: "b", outputs: [value] },
    ]);
    const waits = [board.wait(value), board.wait(other)] as const;
    board.layerEnded("a");
    expect(await Promise.all(waits.map(now))).toEqual([null, false]);
    board.layerEnded("b");
    expect(await now(waits[0])).toBe(false);
    expect(await now(board.wait(value))).toBe(false);
  });

  it("waits for the second giver of a value when the first had none", async () => {
    const board = new OutputBoard([
      { layer: "a", outputs: [value] },
      { layer: "b", outputs: [value] },
    ]);
    board.layerEnded("a");
    board.layerEnded("stranger");
    const wait = board.wait(value);
    expect(await now(wait)).toBeNull();
    board.give(value, "x");
    expect(await wait).toBe(true);
  });

  it("keeps a value whose giver has ended", async () => {
    const board = new OutputBoard([{ layer: "a", outputs: [value] }]);
    board.give(value, "x");
    board.layerEnded("a");
    expect(await board.wait(value)).toBe(true);
  });

  it("holds a value that is known before any layer runs", async () => {
    const board = new OutputBoard([]);
    board.give(value, "x");
    expect([await board.wait(value), board.get(value)]).toEqual([true, "x"]);
  });
});
