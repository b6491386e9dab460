import { expect, it } from "vitest";
import { sourcesByPart } from "./sources.mjs";

it("mutates every source in one part, and no part is empty", () => {
  const held = sourcesByPart();
  const files = held.flatMap((one) => one.files);
  expect(new Set(files).size).toBe(files.length);
  expect(Math.min(...held.map((one) => one.files.length))).toBeGreaterThan(0);
});
