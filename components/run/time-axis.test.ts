import { describe, expect, it } from "vitest";
import { roundUp, type Span, timeAxis } from "./time-axis";

const span = (startMs: number, endMs: number): Span => ({ startMs, endMs });

describe("roundUp", () => {
  it.each([
    [0, 100],
    [100, 100],
    [101, 150],
    [420, 500],
    [999, 1000],
    [1001, 1500],
    [15_000, 15_000],
    [61_000, 80_000],
  ])("takes %i ms to %i ms", (ms, expected) => {
    expect(roundUp(ms)).toBe(expected);
  });
});

describe("timeAxis", () => {
  it("keeps its scale while a run grows within one step", () => {
    const early = timeAxis([span(0, 210)], true);
    const later = timeAxis([span(0, 290)], true);
    expect(later.endMs).toBe(early.endMs);
    expect(early.toPercent(150)).toBe(50);
  });

  it("cuts one very long wait of a finished run and keeps the order of everything", () => {
    const axis = timeAxis([span(0, 40), span(40, 90), span(90, 15_000), span(15_000, 15_030)], false);
    expect(axis.breakAt).toBeGreaterThan(axis.toPercent(90));
    expect(axis.breakAt).toBeLessThan(axis.toPercent(15_000));
    expect(axis.toPercent(90)).toBeGreaterThan(50);
    const marks = [0, 40, 90, 5_000, 15_000, 15_030].map(axis.toPercent);
    expect(marks).toEqual([...marks].sort((a, b) => a - b));
    expect(marks.at(-1)).toBe(100);
  });

  it("does not cut while the run goes on, nor an even run", () => {
    expect(timeAxis([span(0, 40), span(40, 90), span(90, 15_000)], true).breakAt).toBeNull();
    expect(timeAxis([span(0, 300), span(300, 600), span(600, 900)], false).breakAt).toBeNull();
  });

  it("stays inside its width for times before the start or after the end", () => {
    const axis = timeAxis([span(-20, 80)], false);
    expect(axis.toPercent(-20)).toBe(0);
    expect(axis.toPercent(5_000)).toBe(100);
  });

  it("gives an axis for a run without any request", () => {
    expect(timeAxis([], true).endMs).toBe(100);
  });
});
