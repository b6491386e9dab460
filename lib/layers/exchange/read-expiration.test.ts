import { describe, expect, it } from "vitest";
import { readExpiration } from "./read-expiration";

const at = Date.UTC(2026, 10, 29, 23, 10, 5);

describe("an expiry with a zone", () => {
  it.each([
    "2026-11-29T23:10:05Z",
    "2026-11-29t23:10:05z",
    "2026-11-29 23:10:05Z",
    "2026-11-29 23:10:05 Z",
    "2026-11-29T23:10:05+00:00",
    "2026-11-29 23:10:05+00:00",
    "2026-11-29T23:10:05+0000",
    "2026-11-29 23:10:05 +0000",
    "2026-11-29T23:10:05-00:00",
    "2026-11-29T23:10:05+00",
    "2026-11-30T01:10:05+02:00",
    "2026-11-30T04:40:05+0530",
    "2026-11-29T18:10:05-0500",
    "2026-11-29T18:10:05-05",
    "2026-11-29T23:10:05.000Z",
    "2026-11-29T23:10:05.123456Z",
    "2026-11-29T23:10:05,5Z",
    " 2026-11-29T23:10:05Z\n",
  ])("is read: %s", (text) => {
    expect(readExpiration(text)).toBe(at);
  });

  it("may leave out its seconds, and hold a leap second and a leap day", () => {
    expect(readExpiration("2026-11-29T23:10Z")).toBe(at - 5_000);
    expect(readExpiration("2026-12-31T23:59:59Z")).toBe(Date.UTC(2026, 11, 31, 23, 59, 59));
    expect(readExpiration("2028-02-29T00:00:00Z")).toBe(Date.UTC(2028, 1, 29));
    expect(readExpiration("2026-11-29T23:10:60Z")).toBe(at + 55_000);
  });
});

describe("an expiry that cannot be read", () => {
  it.each([
    "2026-11-29T23:10:05",
    "2026-11-29 23:10:05",
    "2026-11-29",
    "1796000000",
    1_796_000_000,
    1_796_000_000_000,
    "tomorrow",
    "",
    "Sun, 29 Nov 2026 23:10:05 GMT",
    "2026-11-29T23:10:05 UTC",
    "2026-11-29T23:10:05Zx",
    "x2026-11-29T23:10:05Z",
    "2026-13-29T23:10:05Z",
    "2026-00-29T23:10:05Z",
    "2026-02-30T23:10:05Z",
    "2026-11-31T23:10:05Z",
    "2026-11-00T23:10:05Z",
    "2026-11-29T24:00:00Z",
    "2026-11-29T23:60:00Z",
    "2026-11-29T23:10:61Z",
    "2026-11-29T23:10:05+25:00",
    "2026-11-29T23:10:05.Z",
    "26-11-29T23:10:05Z",
    "2026-11-29T23:10:05+0",
    "2026-11-29T23:10:05+00:0",
  ])("is not guessed at: %j", (value) => {
    expect(readExpiration(value)).toBeNull();
  });

  it("may have an offset of a whole day at most", () => {
    expect(readExpiration("2026-11-29T23:10:05-24:00")).toBe(at + 86_400_000);
    expect(readExpiration("2026-11-29T23:10:05-24:01")).toBeNull();
  });
});
