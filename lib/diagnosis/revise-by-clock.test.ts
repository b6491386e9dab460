import { describe, expect, it } from "vitest";
import type { TrueTime } from "./layer";
import type { Finding, LayerStatus } from "./model";
import { reviseByClock, type TimedLayer } from "./revise-by-clock";
import { CLOCK_NOW, dated } from "./test-clocks";
import { finding } from "./test-concluded";

const slow = [dated("a", 600), dated("b", 600), dated("c", 0)];
const fast = [dated("a", -600), dated("b", -600)];

function timed(findings: readonly Finding[], more: Partial<TimedLayer> = {}, status: LayerStatus = "fail"): TimedLayer {
  const startedAt = new Date(CLOCK_NOW).toISOString();
  return {
    id: "claims",
    result: { status, summary: "as it was", findings, facts: [], startedAt, durationMs: 2_000 },
    exchanges: [],
    holdsAt: ({ code }) => (code === "claims/expired" ? false : null),
    ...more,
  };
}

const others = (exchanges: TimedLayer["exchanges"]): TimedLayer => ({
  ...timed([], { exchanges }, "pass"),
  id: "other",
});
const revise = (layer: TimedLayer, exchanges = slow) => reviseByClock([layer, others(exchanges)]).get("claims");

describe("a failure that the servers' clock would not give", () => {
  const expired = { ...finding("claims/expired", "fail"), evidence: { exp: 1 } };

  it("is unclear and the operator's, and says first that our clock is off", () => {
    expect(revise(timed([expired]))).toEqual({
      status: "inconclusive",
      summary: "this machine's clock is 600 s off: two servers agree",
      findings: [
        {
          code: "claims/expired",
          severity: "warn",
          effect: "inconclusive",
          title: "this machine's clock is 600 s off: two servers agree",
          remedy: "Sync this machine's clock with NTP, then run again.",
          actor: "operator",
          evidence: {
            exp: 1,
            byThisClock: "claims/expired happened",
            clockBehindBySeconds: 600,
            agreeingServers: ["a", "b"],
            serversAsked: 3,
          },
          ownClock: true,
        },
      ],
      facts: [],
      startedAt: new Date(CLOCK_NOW).toISOString(),
      durationMs: 2_000,
    });
  });

  it("says so of a clock that is ahead, and counts those that agree", () => {
    const [one] = revise(timed([expired]), [...fast, dated("c", -590)])?.findings ?? [];
    expect(one?.title).toBe("this machine's clock is 600 s off: 3 servers agree");
    expect(one?.evidence).toMatchObject({ clockAheadBySeconds: 600, serversAsked: 3 });
    expect(one?.evidence).not.toHaveProperty("clockBehindBySeconds");
  });

  it("leaves a layer that fails for another reason too as it failed", () => {
    const result = revise(timed([expired, finding("claims/known-fake", "fail")]));
    expect(result).toMatchObject({ status: "fail", summary: "claims/known-fake happened" });
    expect(result?.findings.map(({ effect }) => effect)).toEqual(["inconclusive", "fail"]);
  });
});

describe("what stays as it is", () => {
  const expired = finding("claims/expired", "fail");

  it.each<[string, TimedLayer, typeof slow]>([
    ["a failure that the servers' clock gives too", timed([expired], { holdsAt: () => true }), slow],
    ["one that is not about time", timed([finding("claims/known-fake", "fail")]), slow],
    ["what only one server would judge otherwise", timed([expired]), slow.slice(1)],
    ["a warning", timed([finding("claims/expired", "warn")], {}, "pass"), slow],
    ["a warning of a failed layer", timed([finding("claims/expired", "warn"), finding("claims/x", "fail")]), slow],
    ["a layer that was cancelled", timed([expired], {}, "cancelled"), slow],
  ])("%s", (_, layer, exchanges) => {
    expect(reviseByClock([layer, others(exchanges)]).size).toBe(0);
  });

  it("a layer that never began", () => {
    const layer = timed([expired]);
    expect(revise({ ...layer, result: { ...layer.result, startedAt: null } })).toBeUndefined();
  });
});

describe("the time that a layer is asked about", () => {
  const asked = (own: TimedLayer["exchanges"], exchanges = slow): TrueTime | null => {
    let seen: TrueTime | null = null;
    const holdsAt: TimedLayer["holdsAt"] = (_, time) => {
      seen = time;
      return null;
    };
    revise(timed([finding("claims/expired", "fail")], { exchanges: own, holdsAt }), exchanges);
    return seen;
  };

  it("is that of its end, by the servers' clock", () => {
    expect(asked([])).toEqual({ nowMs: CLOCK_NOW + 602_000, hopAheadS: null });
    expect(asked([], fast)?.nowMs).toBe(CLOCK_NOW - 598_000);
  });

  it("comes with how far its own server is from the others", () => {
    expect(asked([dated("own", 620)])?.hopAheadS).toBe(20);
    expect(asked([dated("own", 0)])?.hopAheadS).toBe(-600);
  });
});
