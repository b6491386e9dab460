import { describe, expect, it } from "vitest";
import type { Evidence, Finding } from "@/lib/diagnosis/model";
import { awsFindingHolds } from "./clock-findings";

const nowMs = Date.UTC(2026, 0, 1);

function holds(code: string, hopAheadS: number | null, evidence: Evidence = {}) {
  const told = { severity: "fail", effect: "fail", title: "t", remedy: "r", actor: "operator" } as const;
  const finding: Finding = { ...told, code, evidence };
  return awsFindingHolds(finding, { nowMs, hopAheadS });
}

describe("a request whose time AWS refused", () => {
  it.each([
    [null, false],
    [0, false],
    [900, false],
    [901, true],
    [-900, false],
    [-901, true],
  ])("would be refused by the others' clock, AWS's being %s s ahead of it: %s", (ahead, expected) => {
    expect(holds("identity/request-time-skewed", ahead)).toBe(expected);
    expect(holds("s3/request-time-skewed", ahead)).toBe(expected);
  });
});

describe("credentials that had expired on arrival", () => {
  const at = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();
  it.each([
    [at(-1), true],
    [at(60), true],
    [at(61), false],
    ["no time", true],
  ])("until %s: %s", (expiration, expected) => {
    expect(holds("exchange/expired-on-arrival", null, { expiration })).toBe(expected);
  });
});

it.each(["s3/expired", "identity/expired", "s3/access-denied", "identity/request-time-skewed-not"])(
  "%s is AWS's own word, by its own clock",
  (code) => {
    expect(holds(code, 0)).toBeNull();
  },
);
