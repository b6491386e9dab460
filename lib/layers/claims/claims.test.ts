import { describe, expect, it } from "vitest";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { createTestContext, testInput, testNow } from "../shared/test-context";
import { claims } from "./claims";

const now = testNow / 1000;
const catalog = { id: "4ad3c1d2-77aa", uuid: "b1c2d3e4-5566", exp: now + 30 * 86_400 };
const role = { sub: "ernest", exp: now + 86_400 * 2, role_arn: "arn:aws:iam::555555555555:role/Reader" };
type Payload = Readonly<Record<string, unknown>> | string;

function contextOf(raw: string | null, expect: object = {}) {
  const input = testInput({ token: raw === null ? null : testToken(raw), target: { expect } });
  return createTestContext({ layer: claims, input });
}

/** Status and codes without the layer's name. */
async function outcome(payload: Payload, expect: object = {}) {
  const { status, codes } = await contextOf(testJwt({ payload }), expect).run();
  return [status, ...codes.map((code) => code.replace("claims/", ""))];
}

async function evidence(payload: Payload, expect: object = {}) {
  const context = contextOf(testJwt({ payload }), expect);
  await context.run();
  return context.findings[0]?.evidence;
}

describe("claims that fit", () => {
  it.each([
    [catalog],
    [{ ...role, catalog_token: testJwt({ payload: catalog }) }],
    [{ sub: "x", exp: now + 86_401, iat: now, nbf: now }],
    [{ iss: "https://c.test:443", aud: "https://c.test/mcp/platform", sub: "x", exp: now + 90_000 }],
  ])("pass (%#)", async (payload) => {
    expect(await outcome(payload)).toEqual(["pass"]);
  });
});

describe("times", () => {
  const at = (times: object) => outcome({ sub: "x", exp: now + 100_000, ...times });

  it("exp has no leeway: this very second is over", async () => {
    expect(await at({ exp: now })).toEqual(["fail", "expired"]);
    expect(await at({ exp: now + 1 })).toEqual(["pass", "expires-soon"]);
    expect(await at({ exp: now + 86_399 })).toEqual(["pass", "expires-soon"]);
    expect(await at({ exp: now + 86_400 })).toEqual(["pass"]);
  });

  it("says when and how long ago it expired", async () => {
    expect(await evidence({ ...catalog, exp: now - 3 * 86_400 })).toEqual({
      detail: "expired 3 days ago",
      exp: now - 3 * 86_400,
      expiresAt: "2026-05-29T00:00:00.000Z",
    });
  });

  it.each([{ nbf: now + 20 }, { nbf: now + 60 }, { iat: now + 4 }, { iat: now + 90 }])(
    "%j only warns",
    async (times) => {
      expect(await at(times)).toEqual(["pass", "issued-ahead"]);
    },
  );

  it("a start over a minute ahead is not valid yet, and an issue over a day ahead cannot be meant", async () => {
    expect(await at({ nbf: now + 61 })).toEqual(["fail", "not-yet-valid"]);
    expect(await at({ iat: now + 86_401, exp: now + 900_000 })).toEqual(["fail", "implausible-time"]);
    expect(await at({ iat: now + 90, nbf: now + 90 })).toEqual(["fail", "not-yet-valid", "issued-ahead"]);
  });

  it.each([
    [{ exp: (now + 100_000) * 1000 }, "milliseconds"],
    [{ exp: now + 11 * 31_536_000 }, "ten years"],
    [{ iat: testNow }, "milliseconds"],
    [{ iat: 86_400 }, "before the year 2000"],
    [{ nbf: 0 }, "before the year 2000"],
  ])("%j cannot be meant", async (times, why) => {
    const payload = { sub: "x", exp: now + 100_000, ...times };
    expect(await outcome(payload)).toEqual(["fail", "implausible-time"]);
    expect((await evidence(payload))?.detail).toContain(why);
  });

  it("exp: 1 is both expired and implausible", async () => {
    expect(await at({ exp: 1 })).toEqual(["fail", "expired", "implausible-time"]);
  });

  it("infinity cannot be meant, and the order of times counts", async () => {
    expect(await outcome(`{"sub":"x","exp":1e999}`)).toEqual(["fail", "implausible-time"]);
    expect(await at({ exp: now - 20, nbf: now - 10 })).toEqual(["fail", "expired", "implausible-time"]);
  });
});

describe("shape", () => {
  it("a catalog token wants id, uuid and exp", async () => {
    expect(await outcome({ id: "a" })).toEqual(["fail", "missing-claim"]);
    expect((await evidence({ id: "a" }))?.detail).toBe("without uuid, exp");
  });

  it("a catalog token with anything else is suspicious, not broken", async () => {
    expect(await outcome({ ...catalog, iat: now })).toEqual(["pass", "unexpected-claims"]);
    expect((await evidence({ ...catalog, iat: now, iss: "x" }))?.detail).toBe("also iat, iss");
  });

  it("other tokens without exp only get a warning", async () => {
    expect(await outcome({ sub: "x" })).toEqual(["pass", "no-expiry"]);
  });

  it("a role token needs a subject and warns that search cannot work", async () => {
    expect(await outcome(role)).toEqual(["pass", "catalog-token-missing"]);
    const { sub: _, ...anonymous } = role;
    expect(await outcome(anonymous)).toEqual(["fail", "missing-claim", "catalog-token-missing"]);
  });

  it.each([
    [{ ...catalog, exp: String(catalog.exp) }, "exp is a string"],
    [{ ...catalog, exp: null }, "exp is null"],
    [{ ...catalog, id: 7 }, "id is a number"],
    [{ ...catalog, uuid: "" }, "uuid is an empty string"],
    [{ sub: "x", exp: now + 90_000, aud: [1] }, "aud is a list"],
    [{ ...role, role_arn: "Reader", catalog_token: "opaque" }, "role_arn is not an ARN"],
    [{ ...role, catalog_token: null }, "catalog_token is null"],
    [{ ...role, catalog_token: "two words" }, "catalog_token is a string that cannot be a token"],
  ])("names a wrong type (%#)", async (payload, detail) => {
    expect(await outcome(payload)).toEqual(["fail", "wrong-type"]);
    expect((await evidence(payload))?.detail).toContain(detail);
  });

  it("names a claim that occurs twice, also inside a claim", async () => {
    const text = JSON.stringify(catalog);
    expect(await outcome(text.replace("{", '{"exp":1,'))).toEqual(["fail", "duplicate-member"]);
    expect(await outcome(text.replace("{", '{"act":{"a":1,"a":2},'))).toEqual([
      "fail",
      "duplicate-member",
      "unexpected-claims",
    ]);
  });
});

describe("expectations", () => {
  const issued = { sub: "x", exp: now + 90_000, iss: "https://issuer.test/", aud: ["a", "b"] };

  it("compare exactly, a list of audiences by its members", async () => {
    expect(await outcome(issued, { issuer: "https://issuer.test/", audience: "b" })).toEqual(["pass"]);
    expect(await outcome(issued, { issuer: "https://issuer.test" })).toEqual(["fail", "issuer-mismatch"]);
    expect((await evidence(issued, { issuer: "https://issuer.test" }))?.detail).toContain("trailing slash");
    expect(await outcome(issued, { audience: "c" })).toEqual(["fail", "audience-mismatch"]);
    expect(await outcome(catalog, { audience: "c" })).toEqual(["fail", "audience-mismatch"]);
  });

  it("hold a Connect token to its documentation unless the target says otherwise", async () => {
    const connect = { sub: "x", exp: now + 90_000, iss: "https://c.test", aud: "https://c.test/mcp/platform/mcp" };
    expect(await outcome(connect)).toEqual(["fail", "issuer-mismatch", "audience-mismatch"]);
    expect((await evidence(connect))?.detail).toContain(":443");
    expect(await outcome(connect, { issuer: connect.iss, audience: connect.aud })).toEqual(["pass"]);
  });
});

describe("known fakes", () => {
  it("are named by what gives them away", async () => {
    const fake = { ...role, role_arn: "arn:aws:iam::123456789012:role/TestRole", iss: "mcp-test" };
    expect(await outcome(fake)).toEqual(["fail", "catalog-token-missing", "known-fake"]);
    const context = contextOf(testJwt({ payload: fake }));
    await context.run();
    expect(context.findings.at(-1)?.evidence).toEqual({
      detail: "role account 123456789012 is the AWS documentation account",
      hints: ["iss mcp-test is used in tests"],
      also: ["role name TestRole is a placeholder"],
    });
  });

  it("hints alone are no finding", async () => {
    expect(await outcome({ sub: "x", exp: now + 90_000, iss: "mcp-test" })).toEqual(["pass"]);
  });

  it("the published fixture is expired and a fake", async () => {
    const fixture = {
      id: "81a35282-0149-4eb3-bb8e-627379db6a1c",
      uuid: "3caa49a9-3752-486e-b979-51a369d6df69",
      exp: 1776817104,
    };
    expect(await outcome(fixture)).toEqual(["fail", "expired", "known-fake"]);
    expect(await outcome({ ...fixture, uuid: "another", exp: now + 90_000 })).toEqual(["pass"]);
  });
});

describe("the inner token of a hybrid", () => {
  it("is inspected, and said to be the inner one", async () => {
    const inside = testJwt({ payload: { ...catalog, exp: now - 60 } });
    expect(await outcome({ ...role, catalog_token: inside })).toEqual(["fail", "expired"]);
    expect(await evidence({ ...role, catalog_token: inside })).toMatchObject({ token: "inner catalog_token" });
  });

  it("does not hide the outer one", async () => {
    const inside = testJwt({ payload: { ...catalog, exp: now - 60 } });
    expect(await evidence({ ...role, exp: now - 7200, catalog_token: inside })).toMatchObject({
      detail: "expired 2 hours ago",
      also: ["inner token: expired 1 minute ago"],
    });
  });
});

describe("where there are no claims", () => {
  it.each([
    [null, "there is no token"],
    ["qk_abc", "an API key has no claims"],
    ["opaque", "an opaque token has no claims to read"],
    ["eyJhbGciOiJIUzI1NiJ9.AAAA.AAAA", "the payload cannot be read"],
    ["eyJhbGciOiJkaXIiLCJlbmMiOiJBIn0..AAAA.AAAA.AAAA", "the claims are encrypted"],
  ])("the layer is not applicable: %s", async (raw, summary) => {
    expect(await contextOf(raw).run()).toEqual({ status: "not-applicable", summary, codes: [] });
  });

  it("nothing is required; for a JWT it is", () => {
    expect(claims.requiredByDefault(testInput())).toBe(false);
    expect(claims.requiredByDefault(testInput({ token: testToken(testJwt({ payload: catalog })) }))).toBe(true);
  });
});

it("shows names and times, and of ids only their start", async () => {
  const context = contextOf(testJwt({ payload: { ...catalog, email: "someone@acme.test" } }));
  await context.run();
  expect(context.facts).toMatchObject({ claims: ["id", "uuid", "exp", "email"], id: "4ad3c1d2…", uuid: "b1c2d3e4…" });
  expect(JSON.stringify([context.findings, context.facts])).not.toMatch(/someone|77aa|5566/);
});
