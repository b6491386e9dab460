import { expect, it } from "vitest";
import { parts } from "./parts.mjs";
import { sourcesByPart } from "./sources.mjs";

it("mutates every source in one part, and no part is empty", () => {
  const sizes = sourcesByPart().map(({ files }) => files.length);
  expect(sizes).toHaveLength(parts.length);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});
