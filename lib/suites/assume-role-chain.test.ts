import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Evidence } from "@/lib/diagnosis/model";
import type { RunView } from "@/lib/diagnosis/reduce";
import { isTrusted, type TrustPolicy } from "@/lib/lab/servers/sts/lab-trust-policy";
import type { LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { diagnose } from "@/lib/run/diagnose";
import { factValues } from "./fact-values";
import { createTestRuntime, foldEvents, preparedOf, runStack, type TestRuntime } from "./run-lab";

let lab: Lab;
let runtime: TestRuntime;

beforeAll(async () => {
  lab = await startLab();
  runtime = await createTestRuntime();
});
afterAll(() => lab.close());

interface Seen {
  readonly view: RunView;
  readonly facts: Evidence;
  /** Of the first finding of exchange. */
  readonly evidence: Evidence;
  readonly secretsShown: readonly string[];
}

async function run(scenario: string, iam = false): Promise<Seen> {
  const stack = await lab.open(scenario);
  try {
    return await runOn(stack, iam);
  } finally {
    await stack.close();
  }
}

async function runOn(stack: LabStack, iam: boolean): Promise<Seen> {
  const run = await preparedOf(stack, { iam });
  const events = [];
  for await (const event of diagnose({
    runtime: runtime.runtime,
    run,
    signal: new AbortController().signal,
  })) {
    events.push(event);
  }
  const view = foldEvents(events);
  const result = view.layers.find((layer) => layer.id === "exchange")?.result;
  const text = JSON.stringify(events);
  return {
    view,
    facts: factValues(result),
    evidence: result?.findings[0]?.evidence ?? {},
    secretsShown: stack.secrets().filter((secret) => text.includes(secret)),
  };
}

function policyIn(evidence: Evidence): TrustPolicy {
  const policy: TrustPolicy = JSON.parse(String(evidence.trustPolicy));
  return policy;
}

describe("a refused AssumeRole", () => {
  it.each([
    ["exchange-role-trusts-another", "the role's trust policy does not allow these base credentials"],
    ["exchange-external-id-missing", "the role's trust policy does not allow these base credentials"],
    ["exchange-caller-may-not-assume", "the base credentials are not allowed to assume any such role"],
  ])("is explained by what AWS names: %s", async (scenario, heading) => {
    const { view } = await run(scenario);
    expect(view.conclusion?.heading).toBe(`Broken at exchange: ${heading}`);
  });

  it.each([
    "exchange-role-trusts-another",
    "exchange-external-id-wrong",
    "exchange-tags-not-allowed",
    "exchange-source-identity-not-allowed",
  ])("comes with a policy under which the very same call is allowed: %s", async (scenario) => {
    const { evidence } = await run(scenario);
    const policy = policyIn(evidence);
    const caller = String(evidence.caller);
    const wanted = { principal: { AWS: caller }, context: { "sts:ExternalId": "lab-externel" } };
    const needed = JSON.parse(String(evidence.callerPolicy)).Statement[0].Action;
    expect(needed).toContain("sts:AssumeRole");
    for (const action of needed) expect(isTrusted(policy, { ...wanted, action })).toBe(true);
    expect(
      isTrusted(policy, { ...wanted, principal: { AWS: "arn:aws:iam::111122223333:user/other" }, action: needed[0] }),
    ).toBe(false);
  });

  it("names the external id as what was never sent, once the real policy is read", async () => {
    const { view, facts } = await run("exchange-external-id-missing", true);
    expect(facts["trust-policy-in-iam"]).toContain("sts:ExternalId");
    expect(view.conclusion?.causes[0]).toMatchObject({ rule: "external-id-never-sent", basis: "observed" });
  });

  it("says that the role does not exist, once IAM was asked", async () => {
    const without = await run("exchange-role-missing");
    expect(without.view.conclusion?.causes.map((cause) => cause.basis)).not.toContain("observed");
    const asked = await run("exchange-role-missing", true);
    expect(asked.view.conclusion?.causes[0]).toMatchObject({ rule: "role-not-in-iam", basis: "observed" });
  });
});

describe("a refused web identity", () => {
  it.each([
    ["exchange-web-identity-no-provider", "issuer-not-registered"],
    ["exchange-web-identity-audience", "audience-not-registered"],
    ["exchange-web-identity-subject", "web-identity-trust"],
    ["exchange-web-identity-hs256", "algorithm-not-for-aws"],
  ])("is told apart: %s", async (scenario, rule) => {
    const { view } = await run(scenario);
    const surest = view.conclusion?.causes.find(({ basis }) => basis !== "possible");
    expect(surest?.rule).toBe(rule);
  });

  it("comes with the policy that trusts this issuer, audience and subject", async () => {
    const { evidence } = await run("exchange-web-identity-subject");
    const policy = policyIn(evidence);
    const provider = String(evidence.provider);
    const context = { [`${provider}:aud`]: String(evidence.audience), [`${provider}:sub`]: String(evidence.subject) };
    const [, account] = /^arn:aws:iam::(\d+):/.exec(String(evidence.role)) ?? [];
    const principal = { Federated: `arn:aws:iam::${account}:oidc-provider/${provider}` };
    const action = "sts:AssumeRoleWithWebIdentity";
    expect(isTrusted(policy, { principal, action, context })).toBe(true);
    expect(isTrusted(policy, { principal, action, context: { ...context, [`${provider}:sub`]: "x" } })).toBe(false);
  });
});

describe("what a run with an assumed role shows", () => {
  it("is the session by its recognisable name, and none of its secrets", async () => {
    const { facts, secretsShown, view } = await run("healthy-assume-role-settings", true);
    expect(view.conclusion?.verdict).toBe("pass");
    expect(facts["session-name"]).toMatch(/^bonafide-[0-9a-f]{8}$/);
    expect(String(facts.session)).toMatch(new RegExp(`/${String(facts["session-name"])}$`));
    expect(facts["trust-policy-in-iam"]).toContain("sts:TagSession");
    expect(secretsShown).toEqual([]);
  });

  it("would show them, were nothing redacted", async () => {
    const open = await createTestRuntime("off");
    const before = runtime;
    runtime = open;
    const { secretsShown } = await run("healthy-assume-role");
    runtime = before;
    expect(secretsShown.length).toBeGreaterThan(0);
  });

  it("asks IAM nothing unless told to", async () => {
    const stack = await lab.open("healthy-assume-role");
    const { facts } = await runOn(stack, false);
    await stack.close();
    expect(facts["trust-policy-in-iam"]).toBeUndefined();
  });

  it("names the MCP server where the direct call works", async () => {
    const { view } = await run("mcp-role-token");
    expect(view.conclusion?.causes.map(({ rule }) => rule)).toContain("role-direct-works");
  });
});

describe("exchange alone, with an assumed role", () => {
  async function alone(scenario: string) {
    const stack = await lab.open(scenario);
    const { view } = await runStack(stack, { only: ["exchange"] });
    await stack.close();
    const layers = view.layers.map(({ id, status, required }) => `${id} ${status}${required ? "" : ", not required"}`);
    return { layers, verdict: view.conclusion?.verdict, code: view.conclusion?.code };
  }

  it("has the signature looked at, which a pass needs, and requires itself alone", async () => {
    expect(await alone("healthy-assume-role")).toEqual({
      layers: ["signature pass, not required", "exchange pass"],
      verdict: "pass",
      code: null,
    });
  });

  it("still ends without a verdict where no key is held", async () => {
    expect(await alone("exchange-token-unchecked")).toEqual({
      layers: ["signature not-applicable, not required", "exchange inconclusive"],
      verdict: "inconclusive",
      code: "exchange/token-unchecked",
    });
  });
});
