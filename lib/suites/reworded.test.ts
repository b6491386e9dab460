import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { causeRules } from "@/lib/causes";
import type { RunView } from "@/lib/diagnosis/reduce";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { layers } from "@/lib/layers";
import { rewordLayer } from "./reworded-layers";
import { createTestRuntime, mapScenarios, runStack, type TestRuntime } from "./run-lab";

const ALL_MS = 240_000;
/** Each stack of the lab has a bucket of its own. */
const BUCKET = /quilt-lab-[0-9a-f]{8}/;

/** Scenarios in whose runs nearly every rule, and every signal, fact and table, has its turn. */
const chosen: readonly string[] = [
  "healthy",
  ...scenariosOf("claims", "expired known-fake"),
  ...scenariosOf("discovery", "not-json registry-mismatch"),
  ...scenariosOf(
    "exchange",
    "base-expired caller-may-not-assume duration-too-long expired-on-arrival external-id-missing forbidden host-refused issued-ahead password-gate reference-accepted reference-refused registry-clock-ahead role-chained role-mfa role-missing role-root role-transitive-tags says-expired source-identity-not-allowed sts-clock-ahead sts-wrong-region tags-not-allowed two-secrets web-identity-access-token web-identity-audience web-identity-claim web-identity-hs256 web-identity-keys web-identity-no-provider web-identity-subject web-identity-thumbprint",
  ),
  ...scenariosOf("healthy", "api-key assume-role-settings mcp-role-server nobody permissions"),
  ...scenariosOf(
    "identity",
    "api-gateway bad-signature expired invalid-key not-aws-html region-disabled request-time-skewed role-case wrong-region wrong-service",
  ),
  ...scenariosOf(
    "mcp",
    "api-key crash-reset env-fallback-token env-legacy-mode env-missing-url env-not-running env-other-registry env-own-credentials env-region env-test-secret header-lost no-exchange not-enforced old-test-plan open-fallback registry-closed registry-is-catalog session-lost slow-hop stdio-own-credentials test-jwt",
  ),
  ...scenariosOf("replay", "000 002"),
  ...scenariosOf(
    "s3",
    "access-denied account-blocked bad-http bad-signature dns-failed empty explicit-deny invalid-token key-malformed no-such-bucket not-repeatable not-signed-up redirected request-time-skewed signature-lost throttled tls-failed wrong-region-header wrong-region-vpc-endpoint",
  ),
  ...scenariosOf(
    "search",
    "anonymous forbidden graphql-error index-empty index-stale not-enforced not-json unauthorized",
  ),
  ...scenariosOf("signature", "der-encoded flipped-byte known-secret-registry mismatch-wrong-key"),
];

function scenariosOf(group: string, names: string): readonly string[] {
  return names.split(" ").map((name) => `${group}-${name}`);
}

/** Rules for what these scenarios never end at: their own tests have them. */
const UNTRIED: readonly string[] = [
  ...["expired-goes-in", "answer-says-wrong-audience", "answer-says-insufficient-scope"],
  ...awsSaid("exchange", "scoped-to-other-service signed-too-late signature-lost denial-encoded source-identity"),
  ...awsSaid("exchange", "external-id-malformed"),
  ...awsSaid("identity", "signed-too-late denial-encoded"),
  ...awsSaid("s3", "scoped-to-other-region scoped-to-other-service signed-too-early signed-too-late denial-encoded"),
  ...["env-test-token", "env-proxy", "mcp-own-token-refused", "mcp-test-token", "mcp-stdio-works"],
  ...["mcp-same-refusal", "mcp-log-error", "reference-search", "reference-mcp"],
];

const UNTRIED_SIGNALS: readonly string[] = [
  ...["signed-too-late", "source-identity", "external-id-malformed", "denial-encoded"],
  ...["says-wrong-audience", "says-insufficient-scope"],
];

function awsSaid(layer: string, signals: string): readonly string[] {
  return signals.split(" ").map((signal) => `aws-said-${signal}-at-${layer}`);
}

interface RunPair {
  readonly id: string;
  readonly usual: RunView;
  readonly reworded: RunView;
}

let lab: Lab;
let test: TestRuntime;
let pairs: readonly RunPair[] = [];

beforeAll(async () => {
  [lab, test] = await Promise.all([startLab(), createTestRuntime()]);
  const { runtime } = test;
  // Loads the AWS client first, which must not count against a scenario's short deadline.
  await mapScenarios(lab, (stack) => runStack(stack, { runtime }), ["healthy"]);
  const runAll = (chain: typeof layers) =>
    mapScenarios(lab, async (stack) => (await runStack(stack, { runtime, layers: chain, iam: true })).view, chosen);
  const usual = await runAll(layers);
  const reworded = await runAll(layers.map(rewordLayer));
  pairs = chosen.flatMap((id, index): readonly RunPair[] => {
    const [one, two] = [usual[index], reworded[index]];
    return one === undefined || two === undefined ? [] : [{ id, usual: one, reworded: two }];
  });
}, ALL_MS);

afterAll(() => lab.close());

/** What a run comes to, without a word that is written for a reader. How long tools took is left out. */
function concluded({ layers: all, conclusion, target, requests }: RunView) {
  return {
    ...{ verdict: conclusion?.verdict, brokenLayer: conclusion?.brokenLayer, code: conclusion?.code },
    ...{ actor: conclusion?.actor, firstVerifier: conclusion?.firstVerifier },
    causes: conclusion?.causes.map(({ rule, basis, actor }) => [rule, basis, actor]),
    // Whether a cause's step is the finding's remedy is told by its words.
    nextSteps: conclusion?.nextSteps.map(({ actor }) => actor),
    target: [target.region, target.stackVersion, target.mcpVersion, target.mcpEras],
    requests,
    layers: all.map(({ id, status, required, result, controlResults, logs, revised }) => ({
      ...{ id, status, required, revised, signals: result?.signals },
      findings: result?.findings.map(({ code, effect }) => [code, effect]),
      facts: result?.facts.map((fact) => fact.id).filter((fact) => fact !== "slow-tools"),
      tables: result?.tables?.map((table) => [
        table.id,
        table.rows.map((row) => `${row.id.replace(BUCKET, "bucket")} ${row.mark}`),
      ]),
      controls: controlResults
        .map((control) => [control.name, control.tool, control.observed, control.counts, control.unsent].join(" "))
        .sort(),
      logs: logs.filter(({ matchedBy }) => matchedBy !== "time").length,
    })),
  };
}

describe("every title, label, remedy and summary reworded", () => {
  it("leaves each run its verdict, broken layer, codes, causes and signals", () => {
    expect(pairs.map(({ id, reworded }) => [id, concluded(reworded)])).toEqual(
      pairs.map(({ id, usual }) => [id, concluded(usual)]),
    );
    expect(test.crashes).toEqual([]);
  });

  it("has reached all that is written for a reader", () => {
    const ended = pairs.flatMap(({ reworded }) => reworded.layers.filter(({ status }) => status !== "blocked"));
    const words = ended.flatMap(({ title, result }) => [
      ...[title, result?.summary ?? ""],
      ...(result?.findings ?? []).flatMap((finding) => [finding.title, finding.remedy]),
      ...(result?.facts ?? []).map(({ label }) => label),
      ...(result?.tables ?? []).flatMap((table) => [table.title, ...table.columns.map(({ label }) => label)]),
    ]);
    expect(words.length).toBeGreaterThan(5_000);
    expect(words.filter((text) => !text.startsWith("§ "))).toEqual([]);
  });

  it("was tried where nearly every rule, and every kind of evidence, has its turn", () => {
    const tried = new Set(pairs.flatMap(({ usual }) => usual.conclusion?.causes.map(({ rule }) => rule) ?? []));
    expect(causeRules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(UNTRIED);
    const results = pairs.flatMap(({ usual }) => usual.layers.map(({ id, result }) => ({ id, result })));
    // One signal of several layers is recognised in one place.
    const signals = new Set(results.flatMap(({ result }) => result?.signals ?? []));
    const declared = new Set(layers.flatMap((layer) => layer.signals ?? []));
    expect([...declared].filter((signal) => !signals.has(signal))).toEqual(UNTRIED_SIGNALS);
  });
});
