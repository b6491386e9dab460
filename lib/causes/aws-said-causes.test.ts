import { describe, expect, it } from "vitest";
import { explain, type RunFacts } from "@/lib/diagnosis/cause-rule";
import type { Evidence } from "@/lib/diagnosis/model";
import { causeRules } from "./index";

function explained(code: string, signals: readonly string[], evidence: Evidence = {}) {
  const layer = code.split("/")[0];
  const finding = {
    code,
    severity: "fail",
    effect: "fail",
    title: "",
    remedy: "",
    actor: "registry-admin",
    evidence,
  } as const;
  const facts: RunFacts = {
    tokenKind: null,
    status: () => null,
    finding: (one) => (one === code ? finding : null),
    logs: () => [],
    fact: () => undefined,
    recognised: (at, signal) => at === layer && signals.includes(signal),
  };
  return explain(causeRules, code, facts);
}

describe("what AWS says", () => {
  it.each([
    ["identity/wrong-region", "scoped-to-other-region", "operator", "region"],
    ["exchange/wrong-region", "scoped-to-other-service", "operator", "another AWS service"],
    ["s3/wrong-region", "vpc-endpoint-of-other-region", "operator", "VPC endpoint"],
    ["identity/request-time-skewed", "signed-too-early", "operator", "ahead"],
    ["exchange/request-time-skewed", "signed-too-late", "operator", "behind"],
    ["s3/account-blocked", "access-disabled", "aws-admin", "switched off"],
    ["s3/access-denied", "signature-lost", "deployer", "Authorization header"],
    ["s3/access-denied", "denial-encoded", "aws-admin", "decode-authorization-message"],
    ["exchange/assume-role-denied", "root-cannot-assume", "operator", "root"],
    ["exchange/assume-role-denied", "tags-not-allowed", "aws-admin", "sts:TagSession"],
    ["exchange/web-identity-denied", "thumbprint-mismatch", "aws-admin", "certificate"],
    ["exchange/web-identity-denied", "access-token-sent", "token-holder", "access token"],
    ["exchange/keys-unreachable", "keys-not-fetched", "deployer", "key set"],
  ])("explains %s by %s", (code, signal, actor, words) => {
    const best = explained(code, [signal])[0];
    expect(best).toMatchObject({ basis: "observed", actor, decide: "AWS's own answer" });
    expect(best?.text).toContain(words);
    expect(best?.next).toBeUndefined();
    expect(explained(code, []).filter(({ rule }) => rule.startsWith("aws-said"))).toEqual([]);
  });

  it("of a token is no more than what is known of it: its kind is not one that AWS takes", () => {
    const seen = explained("exchange/web-identity-denied", ["access-token-sent"], {
      awsWillNotAccept: ["it has no aud"],
    });
    expect(seen[0]?.rule).toBe("algorithm-not-for-aws");
  });

  it("leaves no guess about an external id where it says something else", () => {
    const rules = (...signals: string[]) =>
      explained("exchange/assume-role-denied", ["external-id-not-sent", ...signals]).map(({ rule }) => rule);
    expect(rules()).toContain("external-id-never-sent");
    for (const signal of ["root-cannot-assume", "mfa-wanted", "tags-not-allowed", "source-identity-not-allowed"]) {
      expect(rules(signal)).not.toContain("external-id-never-sent");
    }
    expect(rules("root-cannot-assume", "policy-asks-external-id")).toContain("external-id-never-sent");
  });
});

describe("a policy that AWS names", () => {
  const scp = { policyType: "service control policy", policyArn: "arn:aws:organizations::1:policy/o-x" };

  it.each(["s3/access-denied", "s3/explicit-deny", "identity/access-denied"])("is told at %s, with its ARN", (code) => {
    const [best] = explained(code, [], { ...scp, authorizationId: "Z9" });
    expect(best).toMatchObject({ rule: "denied-by-named-policy", basis: "observed", actor: "registry-admin" });
    expect(best?.text).toBe(
      "AWS names the type of the policy that denied: service control policy (arn:aws:organizations::1:policy/o-x)",
    );
    expect(best?.decide).toContain("authorization id");
    const bare = explained(code, [], { policyType: "session policy" })[0];
    expect(bare?.text).toMatch(/: session policy$/);
    expect(bare?.decide).toBe("AWS's own answer");
    expect(explained(code, []).map(({ rule }) => rule)).not.toContain("denied-by-named-policy");
  });

  it("is told of a web identity too, and then the role's trust is not blamed", () => {
    const rules = (policyType: string) =>
      explained("exchange/web-identity-denied", ["token-taken-role-refused"], { policyType }).map(({ rule }) => rule);
    expect(rules("service control policy")).toEqual(["caller-policy-denies"]);
    expect(rules("role trust policy")).toEqual(["web-identity-trust"]);
  });

  it("is the caller's own where it is identity-based, and else neither side's", () => {
    const of = (policyType: string, ...signals: string[]) =>
      explained("exchange/assume-role-denied", signals, { policyType }).find(({ basis }) => basis === "observed");
    expect(of("identity-based policy")).toMatchObject({ heading: expect.stringContaining("not allowed to assume") });
    expect(of("service control policy")?.heading).toBeUndefined();
    expect(of("service control policy")?.text).toContain("names a service control policy");
    expect(of("role trust policy", "denied-by-trust-policy")).toMatchObject({ rule: "trust-policy-denies" });
    const extra = of("role trust policy", "denied-by-trust-policy", "tags-not-allowed");
    expect(extra).toMatchObject({ rule: "aws-said-tags-not-allowed-at-exchange" });
  });
});
