import { describe, expect, it } from "vitest";
import type { RunFacts } from "@/lib/diagnosis/cause-rule";
import type { LogLine, Purpose } from "@/lib/diagnosis/model";
import { type KnownLogLine, knownLines, loggedLine } from "./known-log-lines";

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
    expect(loggedLine(facts, "exchange", "uses-fallback-jwt", (purpose) => purpose === "control:no-token")).toBe(
      lines[1],
    );
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
    ["trouble", "Failed to list buckets: no session"],
    ["trouble", "[Errno 111] Connection refused"],
    ["bad-signature", "itsdangerous.exc.BadSignature: Signature b'x' does not match"],
    ["role-not-assumable", "An error occurred (AccessDenied) when calling the AssumeRole operation: no"],
  ])("knows %s by %s", (known, message) => {
    expect(loggedLine(factsWith(line("real", message)), "exchange", known)).not.toBeNull();
  });

  it.each<[KnownLogLine, string]>([
    ["role-not-assumable", "assume_role done role=Reader"],
    ["role-not-assumable", "reading the trust policy of Reader"],
    ["user-unknown", "0 tokens to be revoked"],
    ["bad-signature", "the signature was verified"],
    ["token-expired", "the cache entry expired"],
    ["trouble", "0 errors, 0 refused, nothing failed"],
  ])("takes no word of it for %s: %s", (known, message) => {
    expect(loggedLine(factsWith(line("real", message)), "exchange", known)).toBeNull();
  });

  it.each(["error", "critical", "fatal"])("takes the level %s for a complaint, and for nothing else", (level) => {
    const facts = factsWith({ ...line("real", "tool.done"), level });
    expect(loggedLine(facts, "exchange", "trouble")).not.toBeNull();
    expect(loggedLine(facts, "exchange", "bad-signature")).toBeNull();
  });

  it("reads the beginning of a line alone", () => {
    const quoting = (length: number) => factsWith(line("real", `${"x".repeat(length)}bad signature`));
    expect(loggedLine(quoting(3_987), "exchange", "bad-signature")).not.toBeNull();
    expect(loggedLine(quoting(3_988), "exchange", "bad-signature")).toBeNull();
  });

  it.each(Object.entries(knownLines))("knows %s by phrases in lower case, each once and of somebody", (_, rows) => {
    const said = rows.map(({ says }) => says);
    expect(said).toEqual(said.map((says) => says.toLowerCase()));
    expect(new Set(said).size).toBe(said.length);
    expect(rows.every(({ source }) => source.length > 3)).toBe(true);
  });

  it("takes no part of a word for a complaint", () => {
    expect(loggedLine(factsWith(line("real", "errors_total=0, terror")), "exchange", "trouble")).toBeNull();
  });
});
