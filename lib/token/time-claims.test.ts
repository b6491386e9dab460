import { describe, expect, it } from "vitest";
import { durationWords, isoFromSeconds } from "./time-claims";

describe("isoFromSeconds", () => {
  it.each([
    [0, "1970-01-01T00:00:00.000Z"],
    [1_780_272_000.5, "2026-06-01T00:00:00.500Z"],
    [8.64e12, "+275760-09-13T00:00:00.000Z"],
    [-8.64e12, "-271821-04-20T00:00:00.000Z"],
    [8.64e12 + 1, null],
    [-8.64e12 - 1, null],
    [Number.POSITIVE_INFINITY, null],
    [Number.NaN, null],
  ])("writes %d as %s", (seconds, iso) => {
    expect(isoFromSeconds(seconds)).toBe(iso);
  });
});

describe("durationWords", () => {
  it.each([
    [0, "0 seconds"],
    [0.9, "0 seconds"],
    [1, "1 second"],
    [59.9, "59 seconds"],
    [60, "1 minute"],
    [3_599, "59 minutes"],
    [3_600, "1 hour"],
    [-7_200, "2 hours"],
    [86_400, "1 day"],
    [31_535_999, "364 days"],
    [31_536_000, "1 year"],
    [90_000_000, "2 years"],
  ])("says %d seconds as %s", (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});
