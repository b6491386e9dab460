import { describe, expect, it } from "vitest";
import { timeFlaws } from "./time-checks";

const nowMs = Date.UTC(2026, 5, 1);
const now = nowMs / 1000;
const day = 86_400;
const tenYears = 3653 * day;
const seen = (payload: Readonly<Record<string, number | string | null>>, at = nowMs) =>
  timeFlaws(payload, at).map(({ reason, detail }) => `${reason}: ${detail}`);

describe("exp", () => {
  it.each([
    [now - 3600, ["expired: expired 1 hour ago"]],
    [now, ["expired: expired 0 seconds ago"]],
    [now + 1, ["expires-soon: expires in 1 second"]],
    [now + 0.5, ["expires-soon: expires in 0 seconds"]],
    [now + day - 1, ["expires-soon: expires in 23 hours"]],
    [now + day, []],
    [now + tenYears, []],
    [now + tenYears + 1, ["implausible-time: exp is more than ten years ahead"]],
  ])("%d is judged to the second, without leeway", (exp, wanted) => {
    expect(seen({ exp })).toEqual(wanted);
  });

  it.each(["1780272000", null])("%j is no time: its type is judged elsewhere", (exp) => {
    expect(seen({ exp, nbf: exp, iat: exp })).toEqual([]);
  });

  it("names the moment, as written and as a date", () => {
    expect(timeFlaws({ exp: now + 60 }, nowMs)[0]?.evidence).toEqual({
      exp: now + 60,
      expiresAt: "2026-06-01T00:01:00.000Z",
    });
  });

  it("never counts as a time from which the token is valid", () => {
    expect(seen({ exp: now + 2 * day })).toEqual([]);
  });
});

describe("nbf and iat", () => {
  it.each([
    ["nbf", now, []],
    ["nbf", now + 1, ["issued-ahead: nbf is 1 second ahead"]],
    ["nbf", now + 60, ["issued-ahead: nbf is 1 minute ahead"]],
    ["nbf", now + 60.5, ["not-yet-valid: nbf is 1 minute ahead"]],
    ["nbf", now + 61, ["not-yet-valid: nbf is 1 minute ahead"]],
    ["nbf", now + 2 * day, ["not-yet-valid: nbf is 2 days ahead"]],
    ["iat", now, []],
    ["iat", now + 4, ["issued-ahead: iat is 4 seconds ahead"]],
    ["iat", now + 61, ["issued-ahead: iat is 1 minute ahead"]],
    ["iat", now + day, ["issued-ahead: iat is 1 day ahead"]],
    ["iat", now + day + 1, ["implausible-time: iat is more than a day ahead"]],
  ])("%s at %d: ahead is judged to the second, with a minute for nbf and a day for iat", (name, at, wanted) => {
    expect(seen({ [name]: at })).toEqual(wanted);
  });

  it.each([
    ["nbf", 90],
    ["iat", 90],
    ["nbf", 30],
  ])("%s %d seconds ahead names the moment, as written and as a date", (name, seconds) => {
    expect(timeFlaws({ [name]: now + seconds }, nowMs)[0]?.evidence).toEqual({
      [name]: now + seconds,
      validFrom: new Date(nowMs + seconds * 1000).toISOString(),
    });
  });

  it("are both said where both are ahead", () => {
    expect(seen({ nbf: now + 20, iat: now + 20 })).toEqual([
      "issued-ahead: nbf is 20 seconds ahead",
      "issued-ahead: iat is 20 seconds ahead",
    ]);
  });

  it("cannot be later than an exp that is long past, and is no time where it is none", () => {
    expect(seen({ exp: -5, nbf: null })).toEqual([
      "expired: expired 56 years ago",
      "implausible-time: exp is before the year 2000",
    ]);
  });

  it("may be this very second, rounded up by the issuer", () => {
    expect(seen({ iat: now + 1 }, nowMs + 1)).toEqual([]);
    expect(seen({ iat: now + 1 }, nowMs - 1)).toEqual(["issued-ahead: iat is 1 second ahead"]);
  });

  it.each(["nbf", "iat"])("%s after exp cannot be meant; at exp it can", (name) => {
    expect(seen({ exp: now - 20, [name]: now - 20 })).toEqual(["expired: expired 20 seconds ago"]);
    expect(seen({ exp: now - 20, [name]: now - 10 })).toEqual([
      "expired: expired 20 seconds ago",
      `implausible-time: ${name} is after exp`,
    ]);
  });
});

describe("a time that cannot be meant", () => {
  const year2000 = Date.UTC(2000, 0, 1) / 1000;

  it.each([
    [year2000, []],
    [year2000 - 1, ["nbf is before the year 2000"]],
    [0, ["nbf is before the year 2000"]],
    [-Infinity, ["nbf is too large for a number"]],
    [Infinity, ["nbf is too large for a number"]],
    [now + tenYears + 1, ["nbf is more than ten years ahead"]],
    [1e11, ["nbf is more than ten years ahead"]],
    [1e11 + 1, ["nbf looks like milliseconds (1973-03-03T09:46:40.001Z)"]],
    [nowMs, ["nbf looks like milliseconds (2026-06-01T00:00:00.000Z)"]],
    [1e300, ["nbf looks like milliseconds (no date)"]],
  ])("%d is said once, and not to be ahead besides", (nbf, why) => {
    expect(seen({ nbf })).toEqual(why.map((words) => `implausible-time: ${words}`));
    for (const { evidence } of timeFlaws({ nbf }, nowMs)) expect(evidence).toEqual({});
  });

  it("is said of each claim, in one order", () => {
    expect(seen({ iat: 1, nbf: 2, exp: Infinity })).toEqual([
      "implausible-time: exp is too large for a number",
      "implausible-time: nbf is before the year 2000",
      "implausible-time: iat is before the year 2000",
    ]);
  });
});
