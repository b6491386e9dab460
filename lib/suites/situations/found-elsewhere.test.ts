import { expect, it } from "vitest";
import { foundElsewhere } from "./found-elsewhere";

it("holds two dozen situations and more, each with its thread and the reason for its answer", () => {
  expect(foundElsewhere.length).toBeGreaterThanOrEqual(24);
  const incomplete = foundElsewhere.filter(
    ({ source, why = "" }) => !/^[\w.-]+\/[\w.-]+#\d+$/.test(source) || why.length < 20,
  );
  expect(incomplete.map(({ title }) => title)).toEqual([]);
});

it("calls no two situations by one title", () => {
  expect(new Set(foundElsewhere.map(({ title }) => title)).size).toBe(foundElsewhere.length);
});
