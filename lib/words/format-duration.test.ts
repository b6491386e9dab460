import { expect, it } from "vitest";
import { formatAxisEnd, formatDuration, formatElapsed } from "./format-duration";

it.each([
  [0, "0 ms"],
  [0.4, "<1 ms"],
  [84.4, "84 ms"],
  [999.6, "1.00 s"],
  [1240, "1.24 s"],
  [12_400, "12.4 s"],
  [59_960, "1 min 0 s"],
  [125_000, "2 min 5 s"],
  [12_345_678, "205 min"],
])("tells %d ms as %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

it("tells what still grows in tenths of a second", () => {
  expect([690, 4330, 61_000].map(formatElapsed)).toEqual(["0.7 s", "4.3 s", "1 min 1 s"]);
});

it("tells the end of an axis without empty decimals", () => {
  expect([800, 5000, 1500, 80_000].map(formatAxisEnd)).toEqual(["800 ms", "5 s", "1.5 s", "1 min 20 s"]);
});
