import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { awsRegion, catalogFacts, registryUrl } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, testAnswer, testFailure, testInput, testNow } from "../shared/test-context";
import { discovery } from "./discovery";

const CATALOG = "https://catalog.example.org";
const REGISTRY = "https://registry.example.org";
type Target = Partial<LayerInput["target"]>;

async function run(answer: DoorResult | object, target: Target = {}) {
  const context = createTestContext({
    layer: discovery,
    input: testInput({ target: { catalogUrl: CATALOG, ...target } }),
    send: () => ("kind" in answer ? (answer as DoorResult) : testAnswer(200, answer)),
  });
  const seen = await context.run();
  return { ...context, ...seen, codes: seen.codes.map((code) => code.replace("discovery/", "")) };
}

const evidenceOf = async (config: object, target: Target = {}) => (await run(config, target)).findings[0]?.evidence;

describe("a catalog that names its registry", () => {
  it("is asked for config.json, once, without a token", async () => {
    const { sent, status, codes, summary } = await run({ registryUrl: REGISTRY });
    expect(sent).toMatchObject([
      {
        purpose: "real",
        request: {
          method: "GET",
          url: `${CATALOG}/config.json`,
          headers: { accept: "application/json" },
          timeoutMs: 5000,
        },
      },
    ]);
    expect(sent[0]?.request.headers.authorization).toBeUndefined();
    expect({ status, codes, summary }).toEqual({ status: "pass", codes: [], summary: "registry.example.org" });
  });

  it("hands on the registry, which then may be reached, the region and what it says of itself", async () => {
    const { outputs, allowed, facts, summary } = await run({
      registryUrl: `${REGISTRY}//`,
      region: "eu-central-1",
      alwaysRequiresAuth: false,
      stackVersion: "1.62.0",
    });
    expect(Object.fromEntries(outputs)).toEqual({
      [registryUrl.name]: REGISTRY,
      [awsRegion.name]: "eu-central-1",
      [catalogFacts.name]: { alwaysRequiresAuth: false, stackVersion: "1.62.0" },
    });
    expect(allowed).toEqual([{ origin: REGISTRY, trust: "derived" }]);
    expect(facts).toEqual({
      "registry-url": REGISTRY,
      region: "eu-central-1",
      "stack-version": "1.62.0",
      "always-requires-auth": false,
    });
    expect(summary).toBe("registry.example.org · Quilt 1.62.0");
  });

  it("may say nothing else, or nonsense that nothing then relies on", async () => {
    for (const more of [{}, { region: 77, alwaysRequiresAuth: "no", stackVersion: null }]) {
      const { outputs, facts } = await run({ registryUrl: REGISTRY, ...more });
      expect(Object.fromEntries(outputs)).toEqual({
        [registryUrl.name]: REGISTRY,
        [catalogFacts.name]: { alwaysRequiresAuth: null, stackVersion: null },
      });
      expect(facts).toEqual({ "registry-url": REGISTRY });
    }
  });

  it("has its words cut to size", async () => {
    const long = "9".repeat(90);
    const { facts, outputs, summary } = await run({ registryUrl: REGISTRY, region: long, stackVersion: long });
    expect(facts).toMatchObject({ region: "9".repeat(40), "stack-version": "9".repeat(40) });
    expect(outputs.get(catalogFacts.name)).toMatchObject({ stackVersion: "9".repeat(40) });
    expect(summary).toBe(`registry.example.org · Quilt ${"9".repeat(20)}`);
  });

  it.each(["", "x", "EU-central-1", "eu central", "a/b", "evil.test#", "x".repeat(41)])(
    "gives no region that is none: %j",
    async (region) => {
      expect((await run({ registryUrl: REGISTRY, region })).outputs.has(awsRegion.name)).toBe(false);
    },
  );

  it("is overruled by the target's region", async () => {
    const { outputs } = await run({ registryUrl: REGISTRY, region: "eu-central-1" }, { region: "us-east-1" });
    expect(outputs.has(awsRegion.name)).toBe(false);
  });

  it("warns where its clock is off", async () => {
    const date = new Date(testNow + 3_600_000).toUTCString();
    const { status, codes } = await run(testAnswer(200, { registryUrl: REGISTRY }, { date }));
    expect({ status, codes }).toEqual({ status: "pass", codes: ["clock-skew"] });
  });
});

describe("an answer that is no config.json", () => {
  const page = testAnswer(200, "<html>", { "content-type": "text/html" });

  it.each([
    [page, "fail", "not-json"],
    [testAnswer(200, "plain"), "fail", "not-json"],
    [testAnswer(200, []), "fail", "not-json"],
    [testAnswer(403, "<html>"), "fail", "unexpected-status"],
    [testAnswer(401, "<html>"), "fail", "unexpected-status"],
    [testAnswer(401, "<html>", { "www-authenticate": 'Basic realm="a"' }), "fail", "blocked-in-front"],
    [testAnswer(400, "<html>"), "fail", "not-json"],
    [testAnswer(421, "<html>"), "fail", "host-refused"],
    [testAnswer(400, "Invalid host header"), "fail", "host-refused"],
    [testAnswer(404, "<html>"), "fail", "unexpected-status"],
    [testAnswer(403, { message: "no" }), "fail", "unexpected-status"],
    [testAnswer(201, { registryUrl: REGISTRY }), "fail", "unexpected-status"],
    [testAnswer(302), "fail", "redirected"],
    [testAnswer(500, { registryUrl: REGISTRY }), "inconclusive", "server-error"],
    [testAnswer(429), "inconclusive", "rate-limited"],
    [testFailure("tls-failed"), "fail", "tls-failed"],
    [testFailure("timeout"), "inconclusive", "timeout"],
    [testFailure("dns-failed"), "inconclusive", "dns-failed"],
    [testFailure("refused-by-policy"), "tool-error", "refused-by-policy"],
  ])("is told by name, and gives nothing: %#", async (answer, status, code) => {
    const seen = await run(answer);
    expect(seen).toMatchObject({ status, codes: [code] });
    expect(seen.outputs.size).toBe(0);
    expect(seen.facts).toEqual({});
  });

  it("is shown by its status and type", async () => {
    expect(await evidenceOf(page)).toEqual({ status: 200, contentType: "text/html" });
    expect(await evidenceOf(testAnswer(200, "plain"))).toEqual({ status: 200, contentType: "none", message: "plain" });
    expect(await evidenceOf(testAnswer(404, "plain"))).toEqual({ status: 404, message: "plain" });
  });
});

describe("a catalog without a usable registry URL", () => {
  it.each([
    [{}, "absent"],
    [{ registryUrl: null }, "a null"],
    [{ registryUrl: 7 }, "a number"],
    [{ registryUrl: {} }, "a object"],
    [{ registryUrl: "" }, "not an http(s) URL: "],
    [{ registryUrl: "registry.example.org" }, "not an http(s) URL: registry.example.org"],
    [{ registryUrl: "ftp://registry.example.org" }, "not an http(s) URL: ftp://registry.example.org"],
    [{ registryUrl: "xhttp://r.example.org" }, "not an http(s) URL: xhttp://r.example.org"],
    [{ registryUrl: "httpx://r.example.org" }, "not an http(s) URL: httpx://r.example.org"],
    [{ registryUrl: "y".repeat(99) }, `not an http(s) URL: ${"y".repeat(80)}`],
  ])("fails, and says what is there: %j", async (config, registry) => {
    const seen = await run({ ...config, stackVersion: "1" });
    expect(seen).toMatchObject({ status: "fail", codes: ["missing-registry-url"] });
    expect(seen.findings[0]?.evidence).toEqual({ registryUrl: registry });
    expect(seen.outputs.has(registryUrl.name)).toBe(false);
    expect(seen.outputs.has(catalogFacts.name)).toBe(true);
  });
});

describe("a registry of another site", () => {
  it.each([
    [CATALOG, "https://registry.evil.test", "another site"],
    [CATALOG, "http://registry.example.org", "http under an https catalog"],
    [CATALOG, "https://ada@registry.example.org", "the URL holds a user name"],
    [CATALOG, "https://:pw@registry.example.org", "the URL holds a user name"],
    ["https://a.cloudfront.net", "https://b.cloudfront.net", "another site"],
    [CATALOG, "http://127.0.0.1:8080", "http under an https catalog"],
  ])("of %s is not reached unasked: %s", async (catalogUrl, named, why) => {
    const seen = await run({ registryUrl: named }, { catalogUrl });
    expect(seen).toMatchObject({ status: "inconclusive", codes: ["foreign-registry"] });
    expect(seen.findings[0]?.evidence).toEqual({ registryUrl: new URL(named).origin, catalogUrl, why });
    expect(seen.outputs.has(registryUrl.name)).toBe(false);
    expect(seen.allowed).toEqual([]);
    expect(seen.summary).toBe(`names ${new URL(named).host}`);
  });

  it("is the operator's to name", async () => {
    const named = "https://registry.elsewhere.test";
    expect(await run({ registryUrl: named }, { registryUrl: named })).toMatchObject({ status: "pass", codes: [] });
  });

  it("is no other port of the loopback host that the catalog is on, with or without TLS", async () => {
    const catalogUrl = "http://localhost:3000";
    for (const named of ["http://localhost:8080", "https://localhost:8443"]) {
      const seen = await run({ registryUrl: named }, { catalogUrl });
      expect(seen).toMatchObject({ status: "pass", codes: [] });
      expect(seen.allowed).toEqual([{ origin: named, trust: "derived-from-loopback" }]);
    }
  });
});

describe("a target that names the registry itself", () => {
  it("is agreed with, but for a trailing slash, and hands its own on", async () => {
    const seen = await run({ registryUrl: REGISTRY }, { registryUrl: `${REGISTRY}//` });
    expect(seen).toMatchObject({ status: "pass", codes: [], allowed: [], summary: "registry.example.org" });
    expect(seen.outputs.has(registryUrl.name)).toBe(false);
  });

  it("wins over config.json where they differ, with a warning", async () => {
    const target = { registryUrl: "https://other.example.org/" };
    const seen = await run({ registryUrl: REGISTRY }, target);
    expect(seen).toMatchObject({ status: "pass", codes: ["registry-mismatch"], summary: "other.example.org" });
    expect(seen.findings[0]).toMatchObject({
      severity: "warn",
      evidence: { target: "https://other.example.org", configJson: REGISTRY, used: "https://other.example.org" },
    });
    expect(seen.outputs.has(registryUrl.name)).toBe(false);
    expect(seen.allowed).toEqual([]);
  });
});

describe("a registry URL that is the catalog's own", () => {
  it.each([
    [{ registryUrl: CATALOG }, {}, CATALOG],
    [{ registryUrl: `${CATALOG}/registry` }, {}, `${CATALOG}/registry`],
    [{ registryUrl: CATALOG }, { registryUrl: CATALOG }, CATALOG],
  ])("is warned of, for it answers HTML on API paths: %#", async (config, target, named) => {
    const seen = await run(config, target);
    expect(seen).toMatchObject({ status: "pass", codes: ["registry-mismatch"] });
    expect(seen.findings[0]?.evidence).toEqual({ registryUrl: named, catalogUrl: CATALOG });
  });
});

describe("what is said before the run", () => {
  const given = testInput({ target: { catalogUrl: `${CATALOG}//` } });

  it("is one request to the catalog", () => {
    expect(discovery.plan(given)).toEqual({
      requests: 1,
      wrongCredentials: 0,
      awsSessionsMinted: 0,
      destinations: [CATALOG],
    });
    expect([...discovery.needs(given), ...discovery.uses(given)]).toEqual([]);
    expect(discovery.controls(given)).toEqual([]);
    expect(discovery.byHand(given)).toBe(`curl -sS ${CATALOG}/config.json | jq .registryUrl`);
  });

  it("is that it concerns a target with a catalog URL alone, and is required there", () => {
    expect(discovery.notApplicable(given)).toBeNull();
    expect(discovery.requiredByDefault(given)).toBe(true);
    expect(discovery.notApplicable(testInput())).toContain("no catalog URL");
    expect(discovery.requiredByDefault(testInput())).toBe(false);
    expect(discovery.byHand(testInput())).toBeNull();
  });
});
