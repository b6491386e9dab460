import { describe, expect, it } from "vitest";
import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import type { LogLine, Purpose } from "@/lib/diagnosis/model";
import { type KnownLogLine, loggedLine } from "./known-log-lines";

const line = (purpose: Purpose, message: string): LogLine => ({
  source: "registry",
  at: "2026-01-01T00:00:00Z",
  level: "info",
  message,
  matchedBy: "traceId",
  purpose,
});

const factsWith = (...logs: LogLine[]): RunFacts => ({
  status: () => null,
  finding: () => null,
  logs: (layer) => (layer === "exchange" ? logs : []),
  fact: () => undefined,
  recognised: () => false,
  tokenKind: null,
});

describe("loggedLine", () => {
  it.each(["real", "repeat"] as const)("finds the first line that says so beside a %s call", (purpose) => {
    const lines = [line(purpose, "hello"), line(purpose, "bad signature: one"), line(purpose, "bad signature: two")];
    expect(loggedLine(factsWith(...lines), "exchange", "bad-signature")).toBe(lines[1]);
  });

  it("takes nothing from what a server says of a control, or beside another layer", () => {
    const facts = factsWith(line("control:tampered", "bad signature"));
    expect(loggedLine(facts, "exchange", "bad-signature")).toBeNull();
    expect(loggedLine(factsWith(line("real", "bad signature")), "search", "bad-signature")).toBeNull();
  });

  it("looks at a control's lines where it is asked to, and then at no others", () => {
    const lines = [line("real", "Using QUILT_FALLBACK_JWT"), line("control:no-token", "Using QUILT_FALLBACK_JWT")];
    const facts = factsWith(...lines);
    expect(loggedLine(facts, "exchange", "uses-fallback-jwt", ["control:no-token"])).toBe(lines[1]);
  });

  it.each<[KnownLogLine, string]>([
    ["bad-signature", "auth.reject reason=bad_signature"],
    ["bad-signature", "Signature verification failed"],
    ["bad-signature", "Token could not be deserialized"],
    ["token-expired", "auth.reject reason=expired"],
    ["token-expired", "Token has expired"],
    ["token-expired", "outdated access token"],
    ["user-unknown", "auth.reject reason=user_inactive"],
    ["user-unknown", "user not found"],
    ["user-unknown", "the session was revoked"],
    ["role-not-assumable", "AssumeRole failed"],
    ["role-not-assumable", "assume_role refused"],
    ["role-not-assumable", "the role missing"],
    ["uses-test-jwt", "QUILT_ALLOW_TEST_JWT is set"],
    ["trouble", "request timed out"],
    ["trouble", "Traceback (most recent call last)"],
  ])("knows %s by %s", (known, message) => {
    expect(loggedLine(factsWith(line("real", message)), "exchange", known)).not.toBeNull();
  });

  it("takes no part of a word for a complaint", () => {
    expect(loggedLine(factsWith(line("real", "errors_total=0, terror")), "exchange", "trouble")).toBeNull();
  });
});
