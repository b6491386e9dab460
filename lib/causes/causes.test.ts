import { describe, expect, it } from "vitest";
import { explain, type RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Finding, LayerStatus, LogLine } from "@/lib/diagnosis/model";
import { causeRules } from "./index";

interface Known {
  readonly codes?: readonly string[];
  readonly statuses?: Readonly<Record<string, LayerStatus>>;
  readonly log?: Partial<LogLine>;
  /** Of the search layer. */
  readonly search?: Readonly<Record<string, string>>;
}

function facts({ codes = [], statuses = {}, log, search = {} }: Known): RunFacts {
  const line: LogLine | null =
    log === undefined
      ? null
      : {
          source: "registry",
          at: "2026-01-01T00:00:00.000Z",
          level: "warn",
          message: "",
          matchedBy: "traceId",
          purpose: "real",
          ...log,
        };
  const finding = (code: string): Finding => ({
    code,
    severity: "fail",
    effect: "fail",
    title: "",
    remedy: "",
    actor: "unclear",
    evidence: {},
  });
  return {
    tokenKind: "catalog-jwt",
    status: (layer) => statuses[layer] ?? null,
    finding: (code) => (codes.includes(code) ? finding(code) : null),
    logs: (layer) => (line !== null && layer === "exchange" ? [line] : []),
    fact: (layer, name) => (layer === "search" ? search[name] : undefined),
  };
}

const ids = (code: string, known: Known) => explain(causeRules, code, facts({ codes: [code], ...known }));

describe("the cause table", () => {
  it("gives every rule an id of its own", () => {
    expect(new Set(causeRules.map((rule) => rule.id)).size).toBe(causeRules.length);
  });

  it("takes the registry's own log line for the reason, and names both secrets where one fits here", () => {
    const log = { message: "auth.reject reason=bad_signature" };
    expect(ids("exchange/rejected", { log })[0]).toMatchObject({ basis: "observed" });
    expect(ids("exchange/rejected", { log, statuses: { signature: "pass" } })[0]).toMatchObject({
      basis: "observed",
      heading: expect.stringContaining("has another"),
    });
  });

  it("takes nothing from a line about a control", () => {
    const log = { message: "auth.reject reason=bad_signature", purpose: "control:tampered" as const };
    expect(ids("exchange/rejected", { log }).filter((match) => match.basis === "observed")).toEqual([]);
  });

  it("infers only, from a line that its time alone places", () => {
    const log = { message: "auth.reject reason=expired", matchedBy: "time" as const };
    expect(ids("exchange/rejected", { log })[0]).toMatchObject({ basis: "inferred" });
  });

  it("speaks of two secrets only while no log line says otherwise", () => {
    const pass = { statuses: { signature: "pass" as const } };
    expect(ids("exchange/rejected", pass)[0]?.text).toContain("two different secrets");
    const revoked = ids("exchange/rejected", { ...pass, log: { message: "auth.reject reason=revoked" } });
    expect(revoked.map((match) => match.text).join()).not.toContain("two different secrets");
  });

  it.each([
    ["search/no-hits", { statuses: { s3: "pass" as const } }, "indexed"],
    ["search/anonymous", { statuses: { exchange: "pass" as const } }, "Authorization header"],
    ["signature/mismatch", { statuses: { exchange: "pass" as const } }, "the key configured here is not"],
    ["signature/known-secret", { statuses: { exchange: "pass" as const } }, "accepts a test token"],
    ["s3/access-denied", { statuses: { identity: "pass" as const } }, "a permission is missing"],
    ["s3/bad-signature", { statuses: { identity: "pass" as const } }, "rewrites the request"],
    ["identity/bad-signature", { codes: ["identity/bad-signature", "s3/bad-signature"] }, "does not match the key id"],
    ["identity/not-aws", { statuses: { s3: "pass" as const } }, "GetCallerIdentity"],
  ])("joins layers to explain %s", (code, known, words) => {
    const best = ids(code, known)[0];
    expect(best?.basis).toBe("inferred");
    expect(best?.text).toContain(words);
  });

  it("offers a test that would decide each guess", () => {
    for (const rule of causeRules) {
      for (const code of rule.explains) {
        const match = rule.when(facts({ codes: [code] }));
        if (match?.basis === "possible") expect(match.decide, rule.id).not.toBe("");
      }
    }
  });
});

describe("the age of the index", () => {
  const ages = (indexed: string, newest: string) => ({
    statuses: { s3: "pass" as const },
    search: { "bucket last indexed": indexed, "newest object in S3": newest },
  });
  const [older, newer] = ["2026-02-25T06:00:00.000Z", "2026-03-01T08:00:00.000Z"];

  it("explains no hits where the newest object is newer, and joins the two times", () => {
    const [first, ...others] = ids("search/no-hits", ages(older, newer));
    expect(first).toMatchObject({ basis: "inferred", heading: expect.stringContaining("older than its newest") });
    expect(first?.evidence).toEqual({ bucketLastIndexed: older, newestObjectInS3: newer });
    expect(others.every(({ basis }) => basis === "possible")).toBe(true);
  });

  it("infers nothing where the bucket was indexed since", () => {
    expect(ids("search/no-hits", ages(newer, older)).every(({ basis }) => basis === "possible")).toBe(true);
    expect(ids("search/no-hits", ages(newer, newer)).every(({ basis }) => basis === "possible")).toBe(true);
  });

  it("is the registry's own word where it never indexed the bucket", () => {
    expect(ids("search/no-hits", ages("never", newer))[0]).toMatchObject({ basis: "observed" });
  });

  it.each([
    ["could not be asked: 403: 2020", newer],
    [older, "not known: S3 showed no object of 2031"],
    ["status 503", "2031"],
  ])("reads no time out of words: %s, %s", (indexed, newest) => {
    expect(ids("search/no-hits", ages(indexed, newest))[0]?.heading).toBe(
      "S3 lists the bucket, but search finds nothing in it",
    );
  });
});
