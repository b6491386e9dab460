import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { catalogFacts, catalogIdentity, registryUrl } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import {
  createTestContext,
  type SentRequest,
  testAnswer,
  testFailure,
  testInput,
  testNow,
} from "../shared/test-context";
import { search } from "./search";

const BASE = "https://registry.example.org";
const raw = testJwt({ payload: { id: "a", uuid: "b", exp: 4_000_000_000 } });
const token = testToken(raw);
const ada = { name: "ada", role: { name: "Reader" } };
const EMPTY = { __typename: "EmptySearchResultSet" };
const FAILED = { __typename: "OperationError" };

const objects = (total: number, hits = Math.max(total, 0)) => ({
  __typename: "ObjectsSearchResultSet",
  total,
  firstPage: { hits: Array.from({ length: hits }, (_, at) => ({ bucket: "data", key: `k${at}` })) },
});
const packages = (total: number) => ({ __typename: "PackagesSearchResultSet", total });
const misread = (message: string, name?: string) => ({
  __typename: "InvalidInput",
  errors: [{ message, ...(name === undefined ? {} : { name }) }],
});
const data = (parts: object = {}) =>
  testAnswer(200, { data: { me: ada, objects: objects(2), packages: EMPTY, ...parts } });
const errors = (status: number, ...messages: readonly unknown[]) =>
  testAnswer(status, { errors: messages.map((message) => ({ message })), data: null });
const coded = (code: string, message = "Unexpected token < in JSON at position 0") =>
  testAnswer(200, { data: null, errors: [{ message, extensions: { code } }] });
const unauthorized = testAnswer(401, { message: "Token has expired" });

interface Given {
  readonly real?: DoorResult;
  readonly repeat?: DoorResult;
  readonly noToken?: DoorResult;
  readonly tampered?: DoorResult;
  readonly alwaysRequiresAuth?: boolean | null;
  readonly target?: Partial<LayerInput["target"]>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
}

/** What is asked only for evidence, which other tests look at. */
const isAside = ({ request }: SentRequest) => String(request.body ?? "").includes("BonafideScopes");

async function run(given: Given = {}) {
  const { real = data(), repeat = real, noToken = unauthorized, tampered = unauthorized } = given;
  const answers: Record<string, DoorResult> = {
    real,
    repeat,
    "control:no-token": noToken,
    "control:tampered": tampered,
    "beside:reference": unauthorized,
  };
  const always = given.alwaysRequiresAuth;
  const context = createTestContext({
    layer: search,
    input: testInput({ token, ...given.input, target: { registryUrl: BASE, ...given.target } }),
    given: [
      [registryUrl, BASE],
      [catalogIdentity, new Secret(raw)],
      ...(always === undefined ? [] : [[catalogFacts, { alwaysRequiresAuth: always, stackVersion: null }] as const]),
    ],
    send: (sent) =>
      isAside(sent) ? testFailure("unreachable") : (answers[sent.purpose] ?? testFailure("unreachable")),
  });
  const seen = await context.run();
  const sent = context.sent.filter((one) => !isAside(one));
  return { ...context, ...seen, sent, codes: seen.codes.map((code) => code.replace("search/", "")) };
}

const evidenceOf = async (given: Given) => (await run(given)).findings[0]?.evidence;
const purposes = (sent: readonly SentRequest[]) => sent.map(({ purpose }) => purpose);

describe("a registry that answers as this user, with hits", () => {
  it("passes, and shows who, as what, and how many", async () => {
    const seen = await run({ real: data({ packages: packages(1) }) });
    expect(seen).toMatchObject({ status: "pass", codes: [], summary: "2 objects, 1 package for ada" });
    expect(seen.facts).toMatchObject({ objects: 2, packages: 1, user: "ada", role: "Reader" });
  });

  it("is asked with the token, then without and with a tampered one, then again", async () => {
    const { sent, controls, secrets } = await run();
    const [first, ...rest] = purposes(sent);
    expect([first, rest.pop()]).toEqual(["real", "repeat"]);
    expect(rest.sort()).toEqual(["control:no-token", "control:tampered"]);
    expect(controls.map(({ observed, counts, status, note }) => [observed, counts, status, note])).toEqual([
      ["refused", true, 401, "Token has expired"],
      ["refused", true, 401, "Token has expired"],
    ]);
    for (const { purpose, request, mark } of sent) {
      const bearer = request.headers.authorization?.replace("Bearer ", "");
      expect(bearer === raw).toBe(purpose === "real" || purpose === "repeat");
      expect(bearer === undefined).toBe(purpose === "control:no-token");
      expect(mark.wrongCredential === true).toBe(purpose === "control:tampered");
      if (purpose === "control:tampered") expect(secrets).toContain(bearer);
    }
  });

  it("is asked one GraphQL question about the bucket and the words of the target", async () => {
    const target = { registryUrl: BASE, s3: { bucket: "data" }, search: { query: "a b", minHits: 2 } };
    const [real] = (await run({ target })).sent;
    expect(real?.request).toMatchObject({
      method: "POST",
      url: `${BASE}/graphql`,
      headers: { accept: "application/json", "content-type": "application/json" },
      timeoutMs: 5000,
    });
    const body = JSON.parse(String(real?.request.body));
    expect(body).toMatchObject({ variables: { buckets: ["data"], query: "a b", size: 2 } });
    expect(body.query).toContain(`query ${body.operationName}(`);
    expect(body.query).toMatch(/\bme \{ name role \{ name \} \}/);
    expect(body.query).not.toContain("mutation");
  });

  it.each([
    [{ s3: { bucket: "data" } }, ["data"], null, 1],
    [{ s3: { bucket: "data" }, search: { bucket: "other" } }, ["other"], null, 1],
    [{ search: { query: "x", minHits: 0 } }, null, "x", 1],
    [{ search: { minHits: 5000 } }, null, null, 1000],
  ])("is asked about %j as buckets %j, query %j, page %i", async (target, buckets, query, size) => {
    const [real] = (await run({ target })).sent;
    expect(JSON.parse(String(real?.request.body)).variables).toEqual({ buckets, query, size });
  });

  it.each([
    [{ me: ada, objects: EMPTY, packages: packages(1) }, "0 objects, 1 package for ada"],
    [{ objects: objects(1), packages: packages(2) }, "1 object, 2 packages for ada"],
    [{ objects: objects(-1, 3), packages: packages(-1) }, "3 objects, 0 packages for ada"],
  ])("is counted: %#", async (parts, summary) => {
    expect(await run({ real: data(parts) })).toMatchObject({ status: "pass", codes: [], summary });
  });
});

describe("how many hits are wanted", () => {
  const wanting = (minHits: number) => ({ search: { minHits, query: "csv", bucket: "data" } });

  it.each([
    [1, 0, 0, ["no-hits"]],
    [0, 0, 0, []],
    [3, 2, 0, ["no-hits"]],
    [3, 2, 1, []],
    [3, 0, 3, []],
  ])("%i of %i objects and %i packages", async (minHits, found, packaged, codes) => {
    const real = data({ objects: found === 0 ? EMPTY : objects(found), packages: packages(packaged) });
    const seen = await run({ real, target: wanting(minHits) });
    expect(seen).toMatchObject({ status: codes.length === 0 ? "pass" : "fail", codes });
  });

  it("is said where there are fewer", async () => {
    const real = data({ objects: EMPTY });
    expect(await evidenceOf({ real, target: wanting(3) })).toEqual({
      hits: 0,
      wanted: 3,
      bucket: "data",
      query: "csv",
    });
    expect(await evidenceOf({ real })).toEqual({ hits: 0, wanted: 1, bucket: null, query: null });
  });
});

describe("an answer that is no acceptance", () => {
  it.each([
    [unauthorized, "fail", "unauthorized", "token-holder"],
    [testAnswer(401, ""), "fail", "unauthorized", "token-holder"],
    [testAnswer(403, { message: "no role" }), "fail", "forbidden", "registry-admin"],
    [testAnswer(200, "<html>"), "fail", "not-json", "operator"],
    [testAnswer(401, "<html>"), "fail", "unauthorized", "token-holder"],
    [testAnswer(400, "<html>"), "fail", "not-json", "operator"],
    [coded("UNAUTHENTICATED"), "fail", "unauthorized", "token-holder"],
    [coded("FORBIDDEN"), "fail", "forbidden", "registry-admin"],
    [coded("INTERNAL_SERVER_ERROR"), "fail", "graphql-error", "registry-admin"],
    [testAnswer(421, ""), "fail", "host-refused", "deployer"],
    [testAnswer(401, "", { "www-authenticate": "Negotiate, NTLM" }), "fail", "blocked-in-front", "unclear"],
    [testAnswer(200, "no JSON"), "fail", "not-json", "operator"],
    [testAnswer(200, []), "fail", "not-json", "operator"],
    [testAnswer(404, { message: "no" }), "fail", "unexpected-status", "unclear"],
    [testAnswer(400, "no JSON"), "fail", "unexpected-status", "unclear"],
    [errors(400, "boom"), "fail", "graphql-error", "registry-admin"],
    [errors(200, "boom"), "fail", "graphql-error", "registry-admin"],
    [testAnswer(200, {}), "fail", "graphql-error", "registry-admin"],
    [data({ objects: undefined }), "fail", "graphql-error", "registry-admin"],
    [data({ me: null, objects: EMPTY }), "fail", "anonymous", "unclear"],
    [data({ objects: misread("bad query") }), "fail", "invalid-input", "operator"],
    [data({ packages: misread("bad query"), objects: EMPTY }), "fail", "invalid-input", "operator"],
    [data({ objects: FAILED }), "fail", "operation-error", "registry-admin"],
    [data({ packages: FAILED }), "fail", "operation-error", "registry-admin"],
    [data({ objects: EMPTY }), "fail", "no-hits", "registry-admin"],
    [testAnswer(302, ""), "fail", "redirected", "operator"],
    [testAnswer(500, { message: "boom" }), "inconclusive", "server-error", "deployer"],
    [testAnswer(429, ""), "inconclusive", "rate-limited", "operator"],
    [testFailure("timeout"), "inconclusive", "timeout", "operator"],
    [testFailure("too-large"), "inconclusive", "too-large", "operator"],
    [testFailure("tls-failed"), "fail", "tls-failed", "deployer"],
  ])("is told apart: %#", async (real, status, code, actor) => {
    const seen = await run({ real });
    expect(seen).toMatchObject({ status, codes: [code] });
    expect(seen.findings[0]?.actor).toBe(actor);
  });

  it("is shown in the server's own words", async () => {
    expect(await evidenceOf({ real: unauthorized })).toEqual({ status: 401, message: "Token has expired" });
    expect(await evidenceOf({ real: testAnswer(403, "") })).toEqual({ status: 403 });
    expect(await evidenceOf({ real: testAnswer(200, "x") })).toEqual({
      status: 200,
      contentType: "none",
      message: "x",
    });
    expect(await evidenceOf({ real: errors(403, "no role") })).toEqual({ status: 403, message: "no role" });
    expect(await evidenceOf({ real: data({ packages: FAILED }) })).toEqual({ of: "packages" });
    expect(await evidenceOf({ real: data({ objects: misread("m".repeat(200), "Syntax") }) })).toEqual({
      of: "objects",
      errors: [`Syntax: ${"m".repeat(160)}`],
    });
    expect(await evidenceOf({ real: data({ packages: misread("m") }) })).toEqual({
      of: "packages",
      errors: ["error: m"],
    });
  });

  it("is shown with its first errors, named or not, and cut", async () => {
    const real = errors(200, "x".repeat(300), 7, "c", "d", "e", "f");
    expect(await evidenceOf({ real })).toEqual({
      errors: ["x".repeat(200), "unnamed error", "c", "d", "e"],
      message: "x".repeat(300),
    });
    const odd = testAnswer(200, { errors: ["text", null] });
    expect(await evidenceOf({ real: odd })).toEqual({ errors: ["unnamed error", "unnamed error"], message: "text" });
    expect(await evidenceOf({ real: coded("ODD", "m") })).toEqual({ errors: ["m"], message: "m", errorCode: "ODD" });
  });

  it("is named in the layer's line", async () => {
    const line = async (real: DoorResult) => (await run({ real })).summary;
    expect(await line(unauthorized)).toMatch(/^401: /);
    expect(await line(testAnswer(403, ""))).toMatch(/^403: /);
    expect(await line(testAnswer(404, ""))).toMatch(/^404: /);
    expect(await line(testAnswer(200, "<html>"))).toMatch(/^200: /);
    expect(await line(errors(200, "boom"))).toBe("boom");
    expect(await line(data({ me: null, objects: EMPTY }))).toBe("0 objects, 0 packages for nobody");
  });

  it("keeps what it found beside an error, which then is no lack of hits", async () => {
    const beside = testAnswer(200, {
      data: { me: ada, objects: EMPTY, packages: EMPTY },
      errors: [{ message: "boom" }],
    });
    const seen = await run({ real: beside });
    expect(seen.codes).toEqual(["graphql-error"]);
    expect(seen.facts).toMatchObject({ objects: 0, packages: 0, user: "ada" });
  });
});

describe("evidence of a search", () => {
  const me = (name: unknown, role: unknown = { name: "Reader" }) => ({ me: { name, role } });

  it.each([
    [{ me: undefined }],
    [me("")],
    [me(" ")],
    [me(7)],
    [me("ada", null)],
    [me("ada", { name: "" })],
    [{ objects: null }],
    [{ objects: { __typename: "Another" } }],
    [{ objects: objects(2, 0) }],
    [{ objects: objects(0, 1) }],
    [{ objects: objects(-2, 1) }],
    [{ objects: { ...objects(1), total: "1" } }],
    [{ objects: { ...objects(1), total: 1.5 } }],
    [{ objects: { ...objects(1), firstPage: { hits: [{ bucket: "", key: "k" }] } } }],
    [{ objects: { ...objects(1), firstPage: { hits: [{ bucket: "b", key: "" }] } } }],
    [{ objects: { ...objects(1), firstPage: null } }],
    [{ packages: null }],
    [{ packages: packages(-2) }],
    [{ packages: { __typename: "PackagesSearchResultSet" } }],
    [{ packages: { __typename: "InvalidInput" } }],
  ])("is whole, or none: %j", async (parts) => {
    const seen = await run({ real: data(parts) });
    expect(seen).toMatchObject({ status: "fail", codes: ["graphql-error"] });
    expect(seen.controls.every(({ counts }) => !counts)).toBe(true);
  });
});

describe("the controls of search", () => {
  const anonymous = (total: number) => data({ me: null, objects: total === 0 ? EMPTY : objects(total) });

  it.each([
    [{ tampered: data() }, "fail", ["not-enforced"]],
    [{ noToken: anonymous(2) }, "fail", ["not-enforced"]],
    [{ tampered: data({ objects: EMPTY }) }, "fail", ["not-enforced"]],
    [{ tampered: anonymous(0) }, "pass", []],
    [{ tampered: testAnswer(403, "") }, "pass", []],
    [{ tampered: testAnswer(400, { error: "invalid_token" }) }, "pass", []],
    [{ tampered: coded("UNAUTHENTICATED") }, "pass", []],
    [{ tampered: coded("FORBIDDEN") }, "pass", []],
    [{ tampered: testAnswer(401, "<html>") }, "pass", []],
    [{ tampered: coded("INTERNAL_SERVER_ERROR") }, "inconclusive", ["control-unanswered"]],
    [{ tampered: testAnswer(400, { message: "invalid token" }) }, "inconclusive", ["control-unanswered"]],
    [{ tampered: errors(400, "Unauthenticated: bad credentials") }, "inconclusive", ["control-unanswered"]],
    [{ tampered: errors(200, "authentication required") }, "inconclusive", ["control-unanswered"]],
    [{ tampered: testAnswer(400, { message: "bad request" }) }, "inconclusive", ["control-unanswered"]],
    [{ tampered: testAnswer(404, { message: "no such token" }) }, "inconclusive", ["control-unanswered"]],
    [{ tampered: testAnswer(204, { message: "no such token" }) }, "inconclusive", ["control-unanswered"]],
    [{ tampered: errors(200, "boom") }, "inconclusive", ["control-unanswered"]],
    [{ tampered: testAnswer(500, { message: "bad token" }) }, "inconclusive", ["control-unanswered"]],
    [{ noToken: testFailure("unreachable") }, "inconclusive", ["control-unanswered"]],
    [{ repeat: unauthorized }, "inconclusive", ["not-repeatable"]],
    [{ input: { controls: "off" } }, "inconclusive", ["controls-off"]],
  ] as const)("decide what an acceptance means: %#", async (given, status, codes) => {
    expect(await run(given)).toMatchObject({ status, codes });
  });

  it.each([
    [errors(200, "boom"), "control:no-token"],
    [data({ me: null, objects: EMPTY }), "control:no-token"],
    [testAnswer(404, {}), "control:no-token"],
    [testAnswer(401, ""), "control:no-token"],
    [testAnswer(200, "no JSON"), undefined],
    [testAnswer(200, "<html>"), undefined],
    [testAnswer(403, "<html>"), "control:no-token"],
    [testAnswer(400, "<html>"), undefined],
    [testAnswer(404, ""), undefined],
    [testFailure("timeout"), undefined],
  ])("are sent after any answer of a registry, and after nothing else: %#", async (real, next) => {
    expect(purposes((await run({ real })).sent)[1]).toBe(next);
  });

  it("say why an answer is none", async () => {
    const note = async (tampered: DoorResult) => (await run({ tampered })).controls[1]?.note;
    expect(await note(testAnswer(200, "x"))).toBe("not JSON");
    expect(await note(testAnswer(200, {}))).toBe("no search result in it");
    expect(await note(errors(200, "boom"))).toBe("boom");
    expect(await note(testAnswer(400, "<html>"))).toBe("HTML");
    expect(await note(testAnswer(401, "<title>no</title>", { "content-type": "text/html" }))).toBe("no");
    expect(await note(anonymous(0))).toBe("anonymous, without hits");
    expect(await note(testAnswer(400, { message: "bad" }))).toBe("bad");
  });
});

describe("an open catalog", () => {
  const nobody = data({ me: null });

  it.each([
    [{ noToken: nobody }, "inconclusive", ["anonymous-access"]],
    [{ noToken: nobody, tampered: nobody }, "inconclusive", ["anonymous-access"]],
    [{ tampered: data() }, "fail", ["not-enforced"]],
    [{ noToken: nobody, tampered: data() }, "fail", ["not-enforced"]],
    [{}, "pass", []],
  ])("is told from a registry that does not verify: %#", async (given, status, codes) => {
    expect(await run({ ...given, alwaysRequiresAuth: false })).toMatchObject({ status, codes });
  });

  it.each([true, null, undefined])("is one only where the catalog says so: %s", async (alwaysRequiresAuth) => {
    const given = alwaysRequiresAuth === undefined ? {} : { alwaysRequiresAuth };
    expect((await run({ noToken: nobody, ...given })).codes).toEqual(["not-enforced"]);
  });

  it("passes where the subject expects it", async () => {
    const target = { access: { search: "open" } } as const;
    expect(await run({ noToken: nobody, tampered: nobody, target })).toMatchObject({ status: "pass", codes: [] });
    expect((await run({ tampered: data(), target })).codes).toEqual(["not-enforced"]);
  });

  it("still fails a token that it answers as nobody's", async () => {
    expect((await run({ real: nobody, noToken: nobody, alwaysRequiresAuth: false })).codes).toContain("anonymous");
  });
});

describe("the clock of the registry", () => {
  it("is looked at in every answer", async () => {
    const tampered = { ...unauthorized, headers: { date: new Date(testNow + 3_600_000).toUTCString() } };
    expect((await run({ tampered })).codes).toEqual(["clock-skew"]);
  });
});

describe("the legacy search", () => {
  const target = { registryUrl: BASE, search: { api: "legacy", bucket: "data", query: "a&b" } } as const;
  const hit = (index: string, id = "k") => ({ _index: index, _id: id });
  const found = (total: unknown, ...hits: readonly object[]) => testAnswer(200, { hits: { total, hits } });
  const ask = (real: DoorResult, more: Given = {}) => run({ target, real, ...more });

  it("is one GET with named indexes", async () => {
    const { sent } = await ask(found(1, hit("data")));
    const { method, url, body, headers } = sent[0]?.request ?? {};
    expect([method, body, headers?.["content-type"]]).toEqual(["GET", undefined, undefined]);
    expect(headers?.authorization).toBe(`Bearer ${raw}`);
    const asked = new URL(url ?? "");
    expect(asked.origin + asked.pathname).toBe(`${BASE}/api/search`);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      index: "data,data_packages",
      action: "search",
      query: "a&b",
      size: "1",
    });
    const bare = (await run({ target: { search: { api: "legacy" } }, real: found(1, hit("data")) })).sent[0];
    expect(Object.fromEntries(new URL(bare?.request.url ?? "").searchParams)).toMatchObject({
      index: "_all",
      query: "*",
    });
  });

  it.each([
    [found(2, hit("data")), "2 objects, 0 packages"],
    [found({ value: 3 }, hit("data"), hit("data_packages")), "2 objects, 1 package"],
    [found(1, hit("data_packages"), hit("data_packages")), "0 objects, 1 package"],
  ])("passes with hits, and names nobody: %#", async (real, summary) => {
    const seen = await ask(real);
    expect(seen).toMatchObject({ status: "pass", codes: [], summary });
    expect(seen.facts).not.toHaveProperty("user");
  });

  it.each([
    [found(0), "no-hits"],
    [found(0, hit("data")), "graphql-error"],
    [found(1), "graphql-error"],
    [found(-1), "graphql-error"],
    [found("1", hit("data")), "graphql-error"],
    [found(1, hit(" ")), "graphql-error"],
    [found(1, hit("data", "")), "graphql-error"],
    [testAnswer(200, { hits: { total: 1, hits: [hit("data")] }, error: "index closed" }), "operation-error"],
    [testAnswer(200, { error: { type: "x" } }), "operation-error"],
    [testAnswer(200, {}), "graphql-error"],
    [unauthorized, "unauthorized"],
    [testAnswer(200, "<html>"), "not-json"],
  ])("fails where it is empty, broken or refused: %#", async (real, code) => {
    expect(await ask(real)).toMatchObject({ status: "fail", codes: [code] });
  });

  it("shows the error of its backend, cut", async () => {
    expect(await evidenceOf({ target, real: testAnswer(200, { error: "x".repeat(300) }) })).toEqual({
      message: "x".repeat(300),
    });
    const told = await evidenceOf({ target, real: testAnswer(200, { error: { type: "x" } }) });
    expect(told?.message).toContain("Elasticsearch");
    const reason = { error: { type: "x", reason: "index closed" } };
    expect((await evidenceOf({ target, real: testAnswer(200, reason) }))?.message).toBe("index closed");
  });

  it("takes an empty answer for one only where that is wanted", async () => {
    const allowed = { ...target, search: { ...target.search, minHits: 0 } };
    expect(await ask(found(0), { target: allowed })).toMatchObject({ status: "pass", codes: [] });
    const seen = await ask(found(1, hit("data")), { tampered: found(0) });
    expect(seen.status).toBe("pass");
    expect(seen.controls[1]?.note).toContain("0 hits");
  });
});

describe("a hybrid token", () => {
  const role = { sub: "ada", exp: 4e9, role_arn: "arn:aws:iam::204377154242:role/Reader" };
  const hybrid = testToken(testJwt({ payload: { ...role, catalog_token: raw } }));

  it("has its inner token tampered with, for that is the one that is sent", async () => {
    const { sent } = await run({ input: { token: hybrid } });
    const bearers = new Map(sent.map(({ purpose, request }) => [purpose, request.headers.authorization ?? ""]));
    expect(bearers.get("real")).toBe(`Bearer ${raw}`);
    const signed = raw.slice(0, raw.lastIndexOf(".") + 1);
    expect(bearers.get("control:tampered")?.startsWith(`Bearer ${signed}`)).toBe(true);
    expect(bearers.get("control:tampered")).not.toBe(`Bearer ${raw}`);
  });
});

describe("a reference token", () => {
  const reference = testToken(testJwt({ payload: { id: "r", uuid: "r", exp: 4_000_000_000 } }));
  const sentAs = async (given: Given) =>
    (await run({ ...given, input: { reference } })).sent.find(({ purpose }) => purpose === "beside:reference");

  it("is tried where this one is refused, and is no wrong credential", async () => {
    const sent = await sentAs({ real: unauthorized });
    expect(sent?.request.headers.authorization).toBe(`Bearer ${reference.raw.reveal()}`);
    expect(sent?.mark.wrongCredential).toBe(false);
  });

  it.each([
    [data(), {}],
    [testAnswer(500, ""), {}],
    [unauthorized, { access: { search: "refused" } }],
  ] as const)("is not tried where there is nothing to explain: %#", async (real, target) => {
    expect(await sentAs({ real, target })).toBeUndefined();
  });
});

describe("what is said before the run", () => {
  const input = (parts: Partial<LayerInput["target"]> = {}, rest: Partial<Omit<LayerInput, "target">> = {}) =>
    testInput({ token, ...rest, target: { registryUrl: BASE, ...parts } });

  it("is no less than what is sent, and where", async () => {
    const { sent } = await run();
    const plan = search.plan(input());
    expect(plan.requests).toBeGreaterThanOrEqual(sent.length);
    expect(plan).toMatchObject({ wrongCredentials: 1, awsSessionsMinted: 0, destinations: [BASE] });
    expect(search.plan(input({}, { controls: "off" }))).toMatchObject({ wrongCredentials: 0 });
    expect(search.controls(input())).toEqual([
      { name: "no-token", wrongCredential: false },
      { name: "tampered", wrongCredential: true },
    ]);
    expect(search.controls(input({}, { token: null }))).toEqual([]);
    expect(search.doing(input())).toBe("searching every bucket");
    expect(search.doing(input({ s3: { bucket: "data" } }))).toBe("searching data");
  });

  it("is that it concerns a target with a catalog or a registry", () => {
    expect(search.notApplicable(input())).toBeNull();
    expect(search.notApplicable(testInput({ token, target: { catalogUrl: "https://c.example.org" } }))).toBeNull();
    expect(search.notApplicable(testInput({ token }))).toContain("no catalog or registry URL");
    expect(search.requiredByDefault(input())).toBe(true);
    expect(search.uses(input())).toContain(catalogFacts);
  });

  it.each([[[[registryUrl, BASE] as const]], [[[catalogIdentity, new Secret(raw)] as const]]])(
    "is that nothing is asked without a registry and an identity: %#",
    async (given) => {
      const context = createTestContext({ layer: search, input: input(), given });
      expect((await context.run()).status).toBe("not-applicable");
      expect(context.sent).toEqual([]);
    },
  );

  it("is a command that does the same by hand", () => {
    const graphql = search.byHand(input({ search: { query: "it's" } }));
    expect(graphql).toContain(`${BASE}/graphql`);
    expect(graphql).toContain("curl -sS -H @- -H 'content-type: application/json' --data '{");
    const legacy = search.byHand(input({ search: { api: "legacy" } }));
    expect(legacy).toContain(`'${BASE}/api/search?index=_all`);
    expect(legacy).not.toContain("--data");
    expect(search.byHand(testInput({ token }))).toBeNull();
  });
});
