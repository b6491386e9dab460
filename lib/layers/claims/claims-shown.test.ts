import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { createTestContext, testInput, testNow } from "../shared/test-context";
import { claims } from "./claims";

const now = testNow / 1000;
const later = now + 30 * 86_400;
const ROLE = "arn:aws:iam::555555555555:role/Reader";

async function run(payload: object | string, input: Parameters<typeof testInput>[0] = {}) {
  const token = testToken(testJwt({ payload: typeof payload === "string" ? payload : { ...payload } }));
  const context = createTestContext({ layer: claims, input: testInput({ token, ...input }) });
  return { ...(await context.run()), facts: context.facts, findings: context.findings };
}

describe("what the opened layer shows of the claims", () => {
  it("is kind, names, times and the role, and of ids their start", async () => {
    const { facts } = await run({ id: "4ad3c1d2-77aa", uuid: "b1c2d3e4-5566", exp: later, iat: now });
    expect(facts).toEqual({
      kind: "catalog-jwt",
      claims: ["id", "uuid", "exp", "iat"],
      expires: "2026-07-01T00:00:00.000Z",
      issued: "2026-06-01T00:00:00.000Z",
      id: "4ad3c1d2…",
      uuid: "b1c2d3e4…",
    });
  });

  it("leaves out what is absent, of another type, or no date", async () => {
    expect((await run({ id: 7, uuid: null, exp: String(later), iat: 1e300 })).facts).toEqual({
      kind: "catalog-jwt",
      claims: ["id", "uuid", "exp", "iat"],
    });
    expect((await run({ sub: "ada", role_arn: 7 })).facts).toEqual({ kind: "role-jwt", claims: ["sub", "role_arn"] });
  });

  it("is forty names at most, each cut to 64 characters, and 200 characters of a role", async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`c${index}`, 1]));
    const { facts } = await run({ ["n".repeat(100)]: 1, ...many, role_arn: `${ROLE}${"x".repeat(300)}` });
    expect(facts.claims).toHaveLength(40);
    expect(facts.claims).toContain("n".repeat(64));
    expect(facts.role).toBe(`${ROLE}${"x".repeat(300)}`.slice(0, 200));
  });

  it("is the inner token's beside the outer one's", async () => {
    const inside = testJwt({ payload: { id: "4ad3c1d2-77aa", uuid: "b1c2d3e4-5566", exp: later } });
    const { facts } = await run({ sub: "ada", role_arn: ROLE, exp: later, catalog_token: inside });
    expect(facts).toEqual({
      kind: "hybrid-jwt",
      claims: ["sub", "role_arn", "exp", "catalog_token"],
      expires: "2026-07-01T00:00:00.000Z",
      role: ROLE,
      "inner-kind": "catalog-jwt",
      "inner-claims": ["id", "uuid", "exp"],
      "inner-expires": "2026-07-01T00:00:00.000Z",
      "inner-id": "4ad3c1d2…",
      "inner-uuid": "b1c2d3e4…",
    });
  });

  it("is nothing of an inner token that cannot be read, which is no fault of the claims", async () => {
    const { facts, codes } = await run({ sub: "ada", role_arn: ROLE, exp: later, catalog_token: "qk_of_nobody" });
    expect(Object.keys(facts).filter((name) => name.startsWith("inner"))).toEqual([]);
    expect(codes).toEqual([]);
  });
});

describe("the layer's line", () => {
  it("is the first fault's, else the first warning's, else that all is well", async () => {
    const catalog = { id: "4ad3c1", uuid: "b1", exp: later };
    expect((await run(catalog)).summary).toBe("well-formed and in date");
    expect((await run({ ...catalog, x: 1 })).summary).toContain("claims beyond id, uuid and exp");
    expect((await run({ sub: "ada", role_arn: ROLE, exp: now - 1 })).summary).toBe("the token has expired");
    expect((await run({ role_arn: ROLE })).summary).toContain("lacks a claim");
    expect((await run({ ...catalog, exp: now + 60, id: 7 })).summary).toBe("a claim has the wrong type");
  });
});

describe("what concerns which token", () => {
  it("holds the outer token to the target's issuer, and not the inner one", async () => {
    const inside = testJwt({ payload: { id: "4ad3c1", uuid: "b1", exp: later } });
    const hybrid = { sub: "ada", role_arn: ROLE, exp: later, catalog_token: inside, iss: "quilt" };
    expect((await run(hybrid, { target: { expect: { issuer: "quilt" } } })).codes).toEqual([]);
    expect((await run(hybrid, { target: { expect: { issuer: "other" } } })).codes).toEqual(["claims/issuer-mismatch"]);
  });

  it("leaves faults of the form to the signature layer", async () => {
    const raw = `${testJwt({ payload: { id: "4ad3c1", uuid: "b1", exp: later } })}=`;
    expect(
      (await createTestContext({ layer: claims, input: testInput({ token: testToken(raw) }) }).run()).codes,
    ).toEqual([]);
    const marked = testJwt({ payload: `\ufeff${JSON.stringify({ id: "4ad3c1", uuid: "b1", exp: later })}` });
    const read = createTestContext({ layer: claims, input: testInput({ token: testToken(marked) }) });
    expect((await read.run()).codes).toEqual([]);
    const twice = testJwt({
      header: '{"alg":"none","alg":"HS256"}',
      payload: { id: "4ad3c1", uuid: "b1", exp: later },
    });
    const context = createTestContext({ layer: claims, input: testInput({ token: testToken(twice) }) });
    expect((await context.run()).codes).toEqual([]);
  });

  it("gives hints only beside a certain mark", async () => {
    const certain = await run({ sub: "test-user", exp: later });
    expect(certain.findings[0]?.evidence).toEqual({ detail: "sub test-user is a placeholder" });
    const both = await run({ sub: "test-user", exp: later, aud: "mcp-server" });
    expect(both.findings[0]?.evidence).toEqual({
      detail: "sub test-user is a placeholder",
      hints: ["aud mcp-server is used in tests"],
    });
  });

  it("only warns where the exchange is to be refused: a lapsed token is then the point", async () => {
    const target = { access: { exchange: "refused" } } as const;
    expect(await run({ sub: "ada", exp: now - 1 }, { target })).toMatchObject({
      status: "pass",
      codes: ["claims/expired"],
    });
  });
});

it("sends nothing, needs nothing and gives nothing", () => {
  const input = testInput({ token: testToken(testJwt({ payload: { sub: "ada" } })) });
  expect([claims.needs(input), claims.uses(input), claims.controls(input), claims.gives]).toEqual([[], [], [], []]);
  expect(claims.plan(input)).toEqual({ requests: 0, wrongCredentials: 0, awsSessionsMinted: 0, destinations: [] });
  expect(claims.byHand(input)).toBeNull();
});
