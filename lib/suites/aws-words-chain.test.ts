import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { causeRules } from "@/lib/causes";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { layers } from "@/lib/layers";
import { awsTexts } from "@/lib/layers/shared/aws-texts";
import { createTestRuntime, runStack, type TestRuntime } from "./run-lab";

let lab: Lab;
let runtime: TestRuntime;

beforeAll(async () => {
  lab = await startLab();
  runtime = await createTestRuntime();
});
afterAll(() => lab.close());

async function conclude(scenario: string) {
  const stack = await lab.open(scenario);
  try {
    const { view } = await runStack(stack, { runtime: runtime.runtime });
    const { conclusion } = view;
    const finding = view.layers
      .flatMap(({ result }) => result?.findings ?? [])
      .find(({ code }) => code === conclusion?.code);
    return { conclusion, evidence: finding?.evidence ?? {}, view };
  } finally {
    await stack.close();
  }
}

describe("what AWS says, as the run concludes it", () => {
  it.each([
    ["identity-wrong-region", "the STS endpoint takes no request that is signed for us-east-1", "operator"],
    ["identity-wrong-service", "the endpoint belongs to another AWS service than the one asked", "operator"],
    ["identity-vpc-endpoint-policy", "no VPC endpoint policy allows sts:GetCallerIdentity", "aws-admin"],
    [
      "identity-service-control-policy",
      "a service control policy explicitly denies sts:GetCallerIdentity",
      "aws-admin",
    ],
    [
      "identity-api-gateway",
      "the endpoint saw no AWS signature: it is an API gateway, or a proxy took the signature out",
      "deployer",
    ],
    [
      "s3-account-blocked",
      "AWS has disabled this bucket, or the account behind it: no policy is to blame",
      "aws-admin",
    ],
    ["s3-wrong-region-temporary", "the bucket is in eu-central-1, not in us-east-1", "operator"],
    [
      "s3-wrong-region-vpc-endpoint",
      "the bucket is in another region than the VPC endpoint that the request went through",
      "operator",
    ],
    ["s3-session-policy", "no session policy allows s3:ListBucket", "registry-admin"],
    ["s3-permissions-boundary", "a permissions boundary explicitly denies s3:ListBucket", "aws-admin"],
    ["s3-signature-lost", "AWS saw no signature: the request reached it as an anonymous one", "deployer"],
    ["s3-key-malformed", "S3 does not know this access key", "registry-admin"],
    ["exchange-sts-wrong-region", "the STS endpoint takes no request that is signed for us-east-1", "operator"],
    ["exchange-role-root", "the base credentials are the account's root user, which may assume no role", "operator"],
    ["exchange-role-mfa", "AWS wants multi-factor authentication of the base credentials", "operator"],
    ["exchange-role-organisation", "a service control policy explicitly denies sts:AssumeRole", "aws-admin"],
    [
      "exchange-tags-not-allowed",
      "the role may not be assumed with session tags: nothing allows sts:TagSession",
      "aws-admin",
    ],
    [
      "exchange-role-transitive-tags",
      "a session tag conflicts with one that the base credentials' session hands on",
      "operator",
    ],
    [
      "exchange-role-chained",
      "the session asked for is too long: the base credentials are a role session themselves",
      "operator",
    ],
    [
      "exchange-web-identity-thumbprint",
      "the issuer's certificate is not the one whose thumbprint the identity provider in AWS holds",
      "aws-admin",
    ],
    [
      "exchange-web-identity-access-token",
      "AWS says that this is no ID token, but perhaps an access token",
      "token-holder",
    ],
    ["exchange-web-identity-claim", "the token lacks a claim that AWS requires; its message names it", "token-holder"],
  ])("%s: %s", async (scenario, words, actor) => {
    const { conclusion } = await conclude(scenario);
    expect(conclusion?.heading).toBe(`Broken at ${scenario.split("-")[0]}: ${words}`);
    expect(conclusion?.actor).toBe(actor);
    const observed = conclusion?.causes.filter(({ basis }) => basis === "observed") ?? [];
    // An account that AWS names no more of, and a wrong region without words, are findings enough.
    expect(observed.length).toBeGreaterThan(0);
    expect(observed.map((cause) => cause.actor)).toEqual(observed.map(() => actor));
    const actors = conclusion?.nextSteps.map((step) => step.actor) ?? [];
    expect(new Set(actors).size).toBe(actors.length);
  });

  it("keeps a long denial to its end, with the policy and the id", async () => {
    for (const scenario of ["s3-named-policy", "identity-service-control-policy", "exchange-role-organisation"]) {
      const { evidence, conclusion } = await conclude(scenario);
      expect(String(evidence.message).length).toBeGreaterThan(400);
      expect(String(evidence.message)).toMatch(/authorization id: Lab0Example-authorization-1f6a2c9b7e5d4c3b$/);
      expect(evidence).toMatchObject({
        policyArn: "arn:aws:organizations::998877665544:policy/o-lab0example/service_control_policy/p-lab0example",
        policyType: "service control policy",
        authorizationId: "Lab0Example-authorization-1f6a2c9b7e5d4c3b",
        requestId: expect.stringMatching(/./),
      });
      expect(conclusion?.causes[0]?.text).toContain("p-lab0example");
    }
  });

  it("says of a list that was refused that the newest object is not known", async () => {
    const { view } = await conclude("s3-named-policy");
    const facts = view.layers.find(({ id }) => id === "search")?.result?.facts ?? [];
    expect(facts.find(({ id }) => id === "newest-object-in-s3")?.value).toBe(
      "not known: S3 gave no list: AccessDenied",
    );
  });
});

describe("the rows of AWS's texts", () => {
  const ids = new Set(layers.flatMap(({ signals = [] }) => signals));

  it("are each explained by a rule that some layer's signal fires", () => {
    const signals = [...new Set(awsTexts.map(({ signal }) => signal))];
    expect(signals.filter((signal) => !ids.has(signal))).toEqual([]);
    const unexplained = signals.filter((signal) => !causeRules.some((rule) => firesOn(rule, signal)));
    expect(unexplained).toEqual([]);
  });

  it("name the same actor as the rule that explains them", () => {
    for (const { signal, words } of awsTexts) {
      if (words?.actor === undefined) continue;
      const actors = causeRules.flatMap((rule) => firesOn(rule, signal)?.actor ?? []);
      expect([signal, new Set(actors)]).toEqual([signal, new Set([words.actor])]);
    }
  });
});

/** What a rule says where this signal is all that is known. */
function firesOn(rule: (typeof causeRules)[number], signal: string) {
  const facts = {
    tokenKind: null,
    status: () => null,
    finding: () => null,
    logs: () => [],
    fact: () => undefined,
    recognised: (_: string, one: string) => one === signal,
  };
  const match = rule.when(facts);
  return match !== null && match.basis === "observed" ? match : null;
}
