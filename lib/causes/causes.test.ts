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
  readonly signals?: readonly string[];
  /** Of every finding. */
  readonly evidence?: Readonly<Record<string, string | boolean>>;
}

function facts({ codes = [], statuses = {}, log, search = {}, signals = [], evidence = {} }: Known): RunFacts {
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
    evidence,
  });
  return {
    tokenKind: "catalog-jwt",
    status: (layer) => statuses[layer] ?? null,
    finding: (code) => (codes.includes(code) ? finding(code) : null),
    logs: (layer) => (line !== null && layer === "exchange" ? [line] : []),
    fact: (layer, id) => (layer === "search" ? search[id] : undefined),
    recognised: (_, signal) => signals.includes(signal),
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

  it("blames no key for a signature in DER that it made", () => {
    const codes = ["signature/mismatch", "exchange/rejected"];
    const rules = (verifiesAsDer: boolean, statuses = {}) =>
      ["signature/mismatch", "exchange/rejected"].flatMap((code) =>
        ids(code, { codes, statuses, evidence: { verifiesAsDer } }).map(({ rule }) => rule),
      );
    const passed = { exchange: "pass" as const };
    const [right, wrong] = [true, false];
    expect(rules(right)).toContain("signature-in-der");
    expect(rules(right)).not.toContain("wrong-key-everywhere");
    expect(rules(right, passed)).not.toContain("wrong-key-here");
    expect(rules(wrong)).not.toContain("signature-in-der");
    expect(rules(wrong)).toContain("wrong-key-everywhere");
    expect(rules(wrong, passed)).toContain("wrong-key-here");
  });

  describe("a token that is dated ahead", () => {
    const codes = ["exchange/rejected", "claims/issued-ahead"];
    const pass = { signature: "pass" as const };

    it.each(["exchange/rejected", "search/unauthorized", "mcp/unauthorized"])("may be why %s", (code) => {
      const match = explain(causeRules, code, facts({ codes })).find(({ rule }) => rule === "issued-ahead");
      expect(match).toMatchObject({
        basis: "possible",
        actor: "registry-admin",
        text: expect.stringContaining("PyJWT"),
      });
    });

    it("is inferred, before two secrets, where the signature is good", () => {
      expect(ids("exchange/rejected", { codes, statuses: pass }).slice(0, 2)).toMatchObject([
        { rule: "issued-ahead", basis: "inferred" },
        { rule: "two-secrets", basis: "inferred" },
      ]);
    });

    it("quotes the claim and says in the heading what is known", () => {
      const evidence = { detail: "iat is 4 seconds ahead" };
      const [first] = ids("exchange/rejected", { codes, statuses: pass, evidence });
      expect(first).toMatchObject({
        text: expect.stringContaining("iat is 4 seconds ahead"),
        heading: "the token is good but dated ahead, and it is refused",
        evidence: { dated: "iat is 4 seconds ahead" },
      });
      expect(ids("exchange/rejected", { codes }).find(({ rule }) => rule === "issued-ahead")).not.toHaveProperty(
        "heading",
      );
    });

    it("is no reason where the token is not, or where the log gives one", () => {
      const rules = (known: Known) => ids("exchange/rejected", known).map(({ rule }) => rule);
      expect(rules({ statuses: pass })).not.toContain("issued-ahead");
      for (const reason of ["bad_signature", "expired", "unknown_user"]) {
        const log = { message: `auth.reject reason=${reason}` };
        expect(rules({ codes, statuses: pass, log })).not.toContain("issued-ahead");
      }
    });
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

describe("a reason that the registry's answer gives", () => {
  const observed = (code: string, known: Known) => ids(code, known).filter(({ basis }) => basis === "observed");

  it.each([
    ["says-expired", "has expired"],
    ["says-wrong-audience", "another audience"],
    ["says-insufficient-scope", "lacks a scope"],
  ])("is observed, and comes first: %s", (signal, words) => {
    for (const code of ["exchange/rejected", "exchange/forbidden", "search/unauthorized", "search/forbidden"]) {
      const [first, ...others] = ids(code, { signals: [signal], statuses: { signature: "pass", exchange: "pass" } });
      expect(first).toMatchObject({ basis: "observed", actor: "token-holder" });
      expect([first?.text, first?.heading].every((said) => said?.includes(words))).toBe(true);
      expect(first?.next).toBeTruthy();
      expect(others.filter(({ basis }) => basis === "observed")).toEqual([]);
    }
    expect(observed("exchange/rejected", {})).toEqual([]);
  });

  it("is left to the registry's log where that says the same", () => {
    const log = { message: "auth.reject reason=expired" };
    expect(observed("exchange/rejected", { log, signals: ["says-expired"] }).map(({ rule }) => rule)).toEqual([
      "log-expired",
    ]);
  });

  it.each(["says-expired", "says-wrong-audience"])("speaks against two secrets: %s", (signal) => {
    const two = (signals: readonly string[]) =>
      ids("exchange/rejected", { signals, statuses: { signature: "pass" } }).some(({ rule }) => rule === "two-secrets");
    expect([two([]), two([signal])]).toEqual([true, false]);
  });
});

describe("a gate on one path", () => {
  it.each([
    ["exchange", "search"],
    ["search", "exchange"],
  ])("is inferred at %s where %s was served", (layer, other) => {
    for (const reason of ["blocked-in-front", "not-json", "unexpected-status"]) {
      const [first] = ids(`${layer}/${reason}`, { statuses: { [other]: "pass" } });
      expect(first).toMatchObject({ basis: "inferred", actor: "deployer" });
      expect(first?.text).toContain(`serves this token at ${other}`);
      const alone = ids(`${layer}/${reason}`, { statuses: { [other]: "fail" } });
      expect(alone.some(({ text }) => text.includes("a rule for that path"))).toBe(false);
    }
  });
});

describe("the age of the index", () => {
  const ages = (...signals: readonly string[]) => ({
    statuses: { s3: "pass" as const },
    search: { "bucket-last-indexed": older, "newest-object-in-s3": newer },
    signals,
  });
  const [older, newer] = ["2026-02-25T06:00:00.000Z", "2026-03-01T08:00:00.000Z"] as const;

  it("explains no hits where the newest object is newer, and joins the two times", () => {
    const [first, ...others] = ids("search/no-hits", ages("index-older-than-objects"));
    expect(first).toMatchObject({ basis: "inferred", heading: expect.stringContaining("older than its newest") });
    expect(first?.evidence).toEqual({ bucketLastIndexed: older, newestObjectInS3: newer });
    expect(others.every(({ basis }) => basis === "possible")).toBe(true);
  });

  it("infers nothing where the bucket was indexed since", () => {
    expect(ids("search/no-hits", ages("index-current")).every(({ basis }) => basis === "possible")).toBe(true);
  });

  it("is the registry's own word where it never indexed the bucket", () => {
    expect(ids("search/no-hits", ages("never-indexed"))[0]).toMatchObject({ basis: "observed" });
  });

  it("reads no age out of facts alone, whatever they say", () => {
    expect(ids("search/no-hits", ages())[0]?.heading).toBe("S3 lists the bucket, but search finds nothing in it");
  });
});

describe("a reference token", () => {
  it.each(["exchange/rejected", "search/anonymous", "mcp/unauthorized"])("settles whose fault %s is", (code) => {
    const best = (signal: string) => ids(code, { signals: [signal] }).find(({ rule }) => rule.startsWith("reference-"));
    expect(best("reference-accepted")).toMatchObject({ basis: "observed", actor: "token-holder" });
    const actor = code.startsWith("mcp/") ? "deployer" : "registry-admin";
    expect(best("reference-refused")).toMatchObject({ basis: "observed", actor });
    expect(best("never-indexed")).toBeUndefined();
  });
});

describe("a role that cannot be assumed", () => {
  const rules = (code: string, ...signals: string[]) => ids(code, { signals }).map(({ rule }) => rule);

  it.each([
    ["exchange/assume-role-denied", ["role-not-in-iam"], "role-not-in-iam"],
    ["exchange/assume-role-denied", ["external-id-not-sent", "policy-asks-external-id"], "external-id-never-sent"],
    ["exchange/assume-role-denied", ["denied-by-trust-policy"], "trust-policy-denies"],
    ["exchange/invalid-parameters", ["session-too-long"], "session-too-long"],
    ["exchange/web-identity-denied", ["issuer-unknown"], "issuer-not-registered"],
    ["exchange/web-identity-denied", ["audience-unknown"], "audience-not-registered"],
    ["exchange/web-identity-denied", ["token-taken-role-refused"], "web-identity-trust"],
  ])("is explained where %s comes with %j", (code, signals, rule) => {
    expect(rules(code, ...signals)[0]).toBe(rule);
    expect(ids(code, {}).filter(({ basis }) => basis !== "possible")).toEqual([]);
  });

  it("is not guessed to be missing, or to distrust the token, where IAM says that it is missing", () => {
    expect(rules("exchange/assume-role-denied", "role-not-in-iam")).not.toContain("role-missing");
    expect(rules("exchange/web-identity-denied", "role-not-in-iam", "token-taken-role-refused")).toEqual([
      "role-not-in-iam",
    ]);
  });
});
