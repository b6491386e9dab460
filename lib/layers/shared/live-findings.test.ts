import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockSkew, controlFindings, failureReason, liveFindings, statusReason } from "./live-findings";
import { testAnswer, testFailure, testNow } from "./test-context";

describe("what a finding of every live layer does, and who has to act", () => {
  const findings = { ...liveFindings("the registry"), ...controlFindings("the registry", "gave data") };

  it.each([
    ["unreachable", "inconclusive", "operator"],
    ["dns-failed", "inconclusive", "operator"],
    ["tls-failed", "fail", "deployer"],
    ["timeout", "inconclusive", "operator"],
    ["redirected", "fail", "operator"],
    ["rate-limited", "inconclusive", "operator"],
    ["server-error", "inconclusive", "deployer"],
    ["unexpected-status", "fail", "unclear"],
    ["too-large", "inconclusive", "operator"],
    ["bad-http", "fail", "deployer"],
    ["host-refused", "fail", "deployer"],
    ["blocked-in-front", "fail", "unclear"],
    ["refused-by-policy", "tool-error", "operator"],
    ["bad-http", "fail", "deployer"],
    ["host-refused", "fail", "deployer"],
    ["blocked-in-front", "fail", "unclear"],
    ["clock-skew", "warn", "operator"],
    ["not-enforced", "fail", "deployer"],
    ["control-unanswered", "inconclusive", "deployer"],
    ["controls-off", "inconclusive", "operator"],
    ["unexpected-access", "fail", "deployer"],
    ["not-repeatable", "inconclusive", "deployer"],
  ])("%s: %s, for the %s", (reason, effect, actor) => {
    expect(findings[reason]).toMatchObject({ effect, actor });
  });

  it("are all listed above, and each names the server that it is about, or ourselves", () => {
    expect(Object.keys(findings)).toHaveLength(19);
    const nameless = Object.entries(findings).filter(([, row]) => !row.title.includes("the registry"));
    expect(nameless.map(([reason]) => reason)).toEqual(["controls-off"]);
  });
});

describe("a request without a usable answer", () => {
  it.each(["unreachable", "dns-failed", "tls-failed", "timeout", "too-large", "refused-by-policy"] as const)(
    "is found as %s, with its plain cause",
    (kind) => {
      const result = testFailure(kind, "connection refused");
      expect(failureReason(result)).toEqual({ reason: kind, evidence: { detail: "connection refused" } });
      expect(statusReason({ ...result, status: 500 })).toBeNull();
    },
  );

  it("is no finding when the operator cancelled it, or when it was answered", () => {
    expect(failureReason(testFailure("cancelled"))).toBeNull();
    expect(failureReason(testAnswer(500))).toBeNull();
  });
});

describe("a status that needs no body", () => {
  it.each([
    [300, { location: "https://b.example" }, "redirected", { status: 300, location: "https://b.example" }],
    [302, {}, "redirected", { status: 302, location: "not named" }],
    [399, {}, "redirected", { status: 399, location: "not named" }],
    [429, { "retry-after": "7" }, "rate-limited", { status: 429, retryAfter: "7" }],
    [429, {}, "rate-limited", { status: 429, retryAfter: "not named" }],
    [500, {}, "server-error", { status: 500 }],
    [503, {}, "server-error", { status: 503 }],
    [421, {}, "host-refused", { status: 421 }],
  ] as const)("%i %j is %s", (status, headers, reason, evidence) => {
    expect(statusReason(testAnswer(status, "", headers))).toEqual({ reason, evidence });
  });

  it("shows what the server says of it, and the host that it does not serve", () => {
    expect(statusReason(testAnswer(503, { message: "no upstream" }))?.evidence).toEqual({
      status: 503,
      message: "no upstream",
    });
    expect(statusReason(testAnswer(429, "slow down"))?.evidence).toMatchObject({ message: "slow down" });
    const refused = { ...testAnswer(400, "Invalid Host header"), url: "https://a.example:8443/mcp" };
    expect(statusReason(refused)).toEqual({
      reason: "host-refused",
      evidence: { status: 400, message: "Invalid Host header", host: "a.example:8443" },
    });
    expect(statusReason(testAnswer(400, "the Host header is fine"))).toBeNull();
  });

  it.each([200, 204, 299, 304, 400, 401, 403, 404, 418, 428, 430, 499])("%i has to be read", (status) => {
    expect(statusReason(testAnswer(status))).toBeNull();
  });
});

describe("the clock of a server", () => {
  const answered = (aheadMs: number, headers: Record<string, string> = {}) =>
    testAnswer(200, "", { date: new Date(testNow + aheadMs).toUTCString(), ...headers });

  it.each([
    [61_000, 61],
    [-61_000, -61],
    [86_400_000, 86_400],
  ])("is off by %i ms", (ahead, seconds) => {
    expect(clockSkew(answered(ahead))).toEqual({ serverAheadBySeconds: seconds });
  });

  it.each([0, 60_000, -60_000])("agrees within a minute: %i ms", (ahead) => {
    expect(clockSkew(answered(ahead))).toBeNull();
  });

  it("is unknown without a date, from a cache, and without an answer", () => {
    expect(clockSkew(testAnswer(200))).toBeNull();
    expect(clockSkew(testAnswer(200, "", { date: "yesterday" }))).toBeNull();
    expect(clockSkew(answered(3_600_000, { age: "3600" }))).toBeNull();
    const failed = { ...testFailure("too-large"), headers: { date: new Date(testNow + 3_600_000).toUTCString() } };
    expect(clockSkew(failed)).toBeNull();
  });

  it("is compared with the middle of the exchange, for the answer was dated under way", () => {
    const slow = (totalMs: number, firstByteMs: number | null) => ({
      ...answered(90_000),
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs, totalMs },
    });
    expect(clockSkew(slow(60_000, 1))).toBeNull();
    expect(clockSkew(slow(20_000, 1))).toEqual({ serverAheadBySeconds: 80 });
    expect(clockSkew(slow(60_000, null))).toEqual({ serverAheadBySeconds: 90 });
  });

  it("is never found off by a minute or less, and always when by more", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (seconds) => {
        expect(clockSkew(answered(seconds * 1000)) !== null).toBe(Math.abs(seconds) > 60);
      }),
    );
  });
});
