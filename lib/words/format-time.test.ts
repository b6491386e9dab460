import { describe, expect, it } from "vitest";
import { formatCountdown, formatRelative, formatUtc, formatUtcClock } from "./format-time";

const now = Date.parse("2026-11-23T12:00:00Z");

describe("formatRelative", () => {
  it.each([
    ["2026-11-23T12:00:00.500Z", "now"],
    ["2026-11-23T12:00:30Z", "in 30 s"],
    ["2026-11-23T11:57:00Z", "3 min ago"],
    ["2026-11-23T15:30:00Z", "in 3 h"],
    ["2026-11-24T13:00:00Z", "in 1 day"],
    ["2027-02-20T12:00:00Z", "in 89 days"],
    ["2100-01-01T00:00:00Z", "in 73 years"],
    ["nonsense", "at an unreadable time"],
  ])("says %s as %s", (iso, words) => {
    expect(formatRelative(iso, now)).toBe(words);
  });
});

describe("times of day", () => {
  it("are told in UTC, whatever the offset they came in", () => {
    expect(formatUtc("2026-11-23T14:42:07+02:00")).toBe("2026-11-23 12:42:07 UTC");
    expect(formatUtcClock("2026-11-23T12:42:07.121Z")).toBe("12:42:07.121");
  });

  it("stay as they are when they are no times", () => {
    expect(formatUtc("soon")).toBe("soon");
  });
});

it("counts down without going below zero", () => {
  expect([899_001, 60_000, 400, -5].map(formatCountdown)).toEqual(["15:00", "1:00", "0:01", "0:00"]);
});
