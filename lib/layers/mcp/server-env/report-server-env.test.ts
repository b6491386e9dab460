import { describe, expect, it } from "vitest";
import type { ServerVersion } from "@/lib/clients/mcp/read-health";
import type { LayerInput } from "@/lib/layers/shared/layer-input";
import { createTestContext, testNow } from "@/lib/layers/shared/test-context";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { tokenKindWords } from "@/lib/token/describe-token";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { registryUrl } from "../../outputs";
import { type Judged, notSent } from "../judge-tool-answer";
import { mcp } from "../mcp";
import { plannedCalls } from "../planned-calls";
import type { ControlRun } from "../run-controls";
import type { OpenedSession } from "../run-session";
import { mcpInput } from "../test-mcp";
import { reportServerEnv } from "./report-server-env";
import { testEnv, type Values } from "./test-env";

const judged: Judged = notSent("tool-failed", "scripted", {});
const session: OpenedSession = {
  server: null,
  fault: null,
  framing: "json",
  stateful: false,
  call: async () => judged,
  callAs: async () => judged,
  passedOver: () => [],
  listTools: async () => ({ tools: [], fault: null, unread: null }),
};

interface Run {
  readonly env?: ServerEnvironment | null;
  readonly token?: string;
  readonly target?: Partial<LayerInput["target"]>;
  readonly registry?: string;
  /** Instructions and version of the handshake. */
  readonly server?: readonly [instructions: string | undefined, version: string];
  readonly controls?: readonly ControlRun[];
  readonly health?: ServerVersion;
}

async function report({ env = testEnv(), token, target, registry, server, controls = [], health }: Run) {
  const test = createTestContext({
    layer: mcp,
    input: mcpInput(target, { serverEnv: env, token: token === undefined ? null : testToken(token) }),
    given: registry === undefined ? [] : [[registryUrl, registry]],
  });
  const [instructions, version = ""] = server ?? [];
  const hello =
    server === undefined ? null : { name: "quilt-mcp-server", version, protocolVersion: "2025-06-18", instructions };
  const real = { session: { ...session, server: hello }, handshake: null, tools: [], calls: [] };
  await reportServerEnv(test.context, real, controls, health ?? null);
  return {
    ...test,
    codes: test.findings.map(({ code }) => code),
    rows: test.tables.get("server-environment")?.rows ?? [],
  };
}

describe("what is reported of the server's file", () => {
  it.each([null, undefined])("nothing without a file: %s", async (env) => {
    const test = createTestContext({ layer: mcp, input: mcpInput({}, { serverEnv: env }) });
    await reportServerEnv(test.context, { session, handshake: null, tools: [], calls: [] }, [], null);
    expect([test.facts, test.tables.size, test.findings]).toEqual([{}, 0, []]);
  });

  it.each<[ServerEnvironment["format"], string | null, Values, string]>([
    ["env", null, {}, "env file · 0 variables"],
    ["env", null, { A: "1" }, "env file · 1 variable"],
    ["compose", "mcp", { A: "1", B: "2" }, "compose file, service mcp · 2 variables"],
    ["inspect", null, { A: "1" }, "inspect output · 1 variable"],
    ["task-definition", "web", { A: "1" }, "ECS task definition, service web · 1 variable"],
  ])("as %s of service %s", async (format, service, values, fact) => {
    const { facts } = await report({ env: testEnv(values, { format, service }) });
    expect(facts).toEqual({ "server-file": fact });
  });

  it("as a table and findings", async () => {
    const { tables, findings } = await report({ env: testEnv({ QUILT_DEPLOYMENT: "legacy", AWS_PROFILE: "ada" }) });
    expect([...tables.values()]).toEqual([
      {
        id: "server-environment",
        title: expect.any(String),
        columns: ["setting", "says", "means"].map((id) => expect.objectContaining({ id })),
        rows: [
          { id: "quilt-deployment", mark: "bad", cells: ["QUILT_DEPLOYMENT", "legacy", expect.any(String)] },
          { id: "fastmcp-transport", mark: "note", cells: ["FASTMCP_TRANSPORT", "not set", expect.any(String)] },
          { id: "aws-profile", mark: "bad", cells: ["AWS_PROFILE", "set, 3 characters", expect.any(String)] },
        ],
      },
    ]);
    expect(findings.map(({ code, actor, effect, evidence }) => [code, actor, effect, evidence])).toEqual([
      ["mcp/env-legacy-mode", "deployer", "warn", { setting: "QUILT_DEPLOYMENT", says: "legacy" }],
      ["mcp/env-own-credentials", "deployer", "warn", { sources: ["AWS_PROFILE"] }],
    ]);
  });

  it("as no table where there is nothing to say", async () => {
    expect((await report({})).tables.size).toBe(0);
  });
});

describe("beside what the run saw", () => {
  it.each<[string, Run, readonly string[]]>([
    ["nothing, no finding", {}, []],
    ["the same registry", { registry: "https://r.example.org" }, []],
    ["another registry", { registry: "https://other.example.org" }, ["mcp/env-other-registry"]],
    ["the same catalog", { target: { catalogUrl: "https://c.example.org" } }, []],
    ["another catalog", { target: { catalogUrl: "https://other.example.org" } }, ["mcp/env-other-registry"]],
    ["the same mode", { server: ["Remote deployment", "1.0"] }, []],
    ["another mode", { server: ["Legacy deployment", "1.0"] }, ["mcp/env-not-running"]],
    ["another mode, in the version", { server: [undefined, "0.5.6 (local)"] }, ["mcp/env-not-running"]],
    ["the same version", { health: { name: "quilt-mcp-server", version: "0.22.0" } }, []],
    ["another version", { health: { name: "Quilt-MCP", version: "0.21.0" } }, ["mcp/env-not-running"]],
    ["a version of another server", { health: { name: "my-quilt-mcp", version: "0.21.0" } }, []],
  ])("%s", async (_, seen, codes) => {
    const env = testEnv(
      {
        QUILT_DEPLOYMENT: "remote",
        QUILT_REGISTRY_URL: "https://r.example.org",
        QUILT_CATALOG_URL: "https://c.example.org",
      },
      { imageVersion: "0.22.0" },
    );
    expect((await report({ env, ...seen })).codes).toEqual(codes);
  });

  const [planned] = plannedCalls(mcpInput());
  if (planned === undefined) throw new Error("no call is planned");
  const call = (observed: Judged["observed"], status: number | null): ControlRun["calls"][number] => ({
    real: { call: planned, values: {}, judged },
    judged: { ...judged, observed, status },
  });
  const control = (name: string, ...calls: ControlRun["calls"]): ControlRun => ({
    name,
    wrongCredential: false,
    greeted: true,
    calls,
  });

  it.each<[string, readonly ControlRun[], boolean]>([
    ["no controls", [], false],
    ["no calls without a token", [control("no-token")], false],
    ["every one refused", [control("no-token", call("refused", 401), call("refused", 403))], true],
    ["refused with the lowest such status", [control("no-token", call("refused", 400))], true],
    ["one accepted", [control("no-token", call("refused", 401), call("accepted", 200))], false],
    ["one refused by a tool", [control("no-token", call("refused", 401), call("refused", 200))], false],
    ["one without an answer", [control("no-token", call("no-answer", null))], false],
    ["one refused without a status", [control("no-token", call("refused", null))], false],
    ["one failed", [control("no-token", call("no-answer", 500))], false],
    ["refusals of another control", [control("altered", call("refused", 401))], false],
    [
      "refusals after another control",
      [control("altered", call("accepted", 200)), control("no-token", call("refused", 401))],
      true,
    ],
  ])("a fallback token, and of calls without one: %s", async (_, controls, differs) => {
    const { codes } = await report({ env: testEnv({ QUILT_FALLBACK_JWT: "x" }), controls });
    expect(codes).toEqual([...(differs ? ["mcp/env-not-running"] : []), "mcp/env-fallback-token"]);
  });
});

describe("what is said of a fallback token", () => {
  const said = async (value: string, token?: string) => {
    const env = testEnv({ QUILT_FALLBACK_JWT: value });
    const { rows, findings } = await report(token === undefined ? { env } : { env, token });
    const evidence = findings.find(({ code }) => code === "mcp/env-fallback-token")?.evidence;
    const cell = rows.find(({ cells }) => cells[0] === "QUILT_FALLBACK_JWT")?.cells[1];
    expect(evidence).toEqual({ token: cell });
    return cell;
  };
  const catalog = { id: "a", uuid: "b", exp: testNow / 1000 + 86_400 * 30 };
  const plain = testJwt({ payload: catalog });

  it("kind, algorithm, length and expiry", async () => {
    expect(await said(plain)).toBe(`${tokenKindWords["catalog-jwt"]} · HS256 · ${plain.length} B · expires in 30 days`);
  });

  it("that somebody else could have signed it", async () => {
    const token = testJwt({ payload: catalog, secret: "dev-secret" });
    expect(await said(token)).toBe(
      `${tokenKindWords["catalog-jwt"]} · HS256 · ${token.length} B · expires in 30 days · signed with a published secret`,
    );
  });

  it("that it is the run's own", async () => {
    const words = await said(plain);
    expect(await said(plain, plain)).toBe(`${words} · the token of this run`);
    expect(await said(plain, testJwt({ payload: { ...catalog, id: "c" } }))).toBe(words);
  });

  it.each(["HS384", "HS512", "RS256", "ES384", "PS512", "none", "EdDSA"])(
    "its algorithm, where it is one: %s",
    async (alg) => {
      expect(await said(testJwt({ header: { alg } }))).toContain(` · ${alg} · `);
    },
  );

  it.each(["xHS256", "HS2567", "none-at-all", "not-none", "EdDSAx", "xEdDSA", "HS"])(
    "no algorithm that nobody knows: %s",
    async (alg) => {
      const token = testJwt({ header: { alg }, payload: catalog });
      expect(await said(token)).toBe(`${tokenKindWords["catalog-jwt"]} · ${token.length} B · expires in 30 days`);
    },
  );

  it("a token of no parts", async () => {
    expect(await said("qk_abc")).toBe(`${tokenKindWords["api-key"]} · 6 B · no readable expiry`);
  });

  it("its length alone, where no header can carry it", async () => {
    expect(await said("a b")).toMatch(/^set, 3 characters: /);
  });

  it("nothing, where it is empty", async () => {
    const { rows, findings } = await report({ env: testEnv({ QUILT_FALLBACK_JWT: " " }) });
    expect([rows, findings]).toEqual([[], []]);
  });

  it("nothing of itself", async () => {
    const { rows, findings, facts } = await report({ env: testEnv({ QUILT_FALLBACK_JWT: plain }), token: plain });
    expect(JSON.stringify([rows, findings, facts])).not.toContain(plain.slice(0, 20));
  });

  it("nothing, where it is filled in", async () => {
    const { rows } = await report({ env: testEnv({ QUILT_FALLBACK_JWT: null }) });
    expect(rows.map(({ mark }) => mark)).toEqual(["unknown"]);
  });
});
