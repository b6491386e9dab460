import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ParsedToken } from "@/lib/token/parse-token";
import { publicSecrets } from "@/lib/token/public-secrets";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { exchange } from "../exchange/exchange";
import { alteredTokens, bearerOf } from "./bearer-controls";
import type { LayerInput } from "./layer-input";
import { createTestContext, testInput } from "./test-context";

const payload = { id: "a", uuid: "b", exp: 4_000_000_000 };
const jwt = testToken(testJwt({ payload }));
const opaque = testToken("opaque-token-of-nobody");
const part = (text: string) => Buffer.from(text).toString("base64url");
const encrypted = testToken(`${part('{"alg":"dir","enc":"A256GCM"}')}..aXY.Y2lwaGVy.dGFn`);
const unreadable = testToken(`${part('{"alg":"HS256"}')}.${part("no JSON")}.c2ln`);
const lapsedJwt = testToken(testJwt({ payload: { ...payload, exp: 1 } }));
const unsigned = testToken(`${part('{"alg":"None"}')}.${part(JSON.stringify(payload))}.`);

type Input = Partial<Omit<LayerInput, "target">>;
const names = (token: ParsedToken, input: Input = {}, forged = true) =>
  alteredTokens(testInput({ token, ...input }), token, forged).map(({ name }) => name);

const allForged = publicSecrets.map((secret) => (secret === "test-secret" ? "forged" : `forged:${secret}`));
const deep = { controls: "deep" } as const;

describe("the altered copies of a token", () => {
  it.each([
    ["a JWT", jwt, {}, true, ["tampered", "forged", "alg-none"]],
    ["a JWT that is unsigned already", unsigned, {}, true, ["tampered", "forged"]],
    ["a JWT, where the layer does not forge by itself", jwt, {}, false, ["tampered"]],
    ["a JWT that the forgery's secret signs", jwt, { signedWithTestSecret: true }, true, ["tampered", "alg-none"]],
    [
      "a JWT with a lapsed one at hand, but not deep",
      jwt,
      { lapsed: lapsedJwt },
      true,
      ["tampered", "forged", "alg-none"],
    ],
    ["an opaque token", opaque, {}, true, ["tampered"]],
    ["a JWE, whose claims nobody here can read", encrypted, {}, true, ["tampered"]],
    ["a JWT without readable claims", unreadable, {}, true, ["tampered"]],
    ["a JWT, deep", jwt, deep, true, ["tampered", ...allForged, "alg-none", "malformed"]],
    ["a JWT, deep, wherever it is sent", jwt, deep, false, ["tampered", ...allForged, "alg-none", "malformed"]],
    [
      "a JWT, deep, with a lapsed one",
      jwt,
      { ...deep, lapsed: lapsedJwt },
      true,
      ["tampered", ...allForged, "alg-none", "lapsed", "malformed"],
    ],
    ["a JWT that is unsigned already, deep", unsigned, deep, true, ["tampered", ...allForged, "malformed"]],
    [
      "a JWT without readable claims, deep",
      unreadable,
      { ...deep, lapsed: jwt },
      true,
      ["tampered", "lapsed", "malformed"],
    ],
    ["an opaque token, deep", opaque, { ...deep, lapsed: jwt }, true, ["tampered", "malformed"]],
    ["a JWE, deep", encrypted, { ...deep, lapsed: jwt }, true, ["tampered", "malformed"]],
  ])("of %s", (_, token, input, forged, wanted) => {
    expect(names(token, input, forged)).toEqual(wanted);
  });

  it("leave out the one secret that signs the token itself", () => {
    const own = testToken(testJwt({ payload, secret: "test-secret" }));
    const wanted = allForged.filter((name) => name !== "forged");
    expect(names(own, deep)).toEqual(["tampered", ...wanted, "alg-none", "malformed"]);
  });

  it("are all announced as wrong credentials", () => {
    const specs = alteredTokens(testInput({ token: jwt, ...deep, lapsed: lapsedJwt }), jwt, true);
    expect(specs.every(({ wrongCredential }) => wrongCredential)).toBe(true);
  });
});

async function send(token: ParsedToken, control: string, input: Input = {}) {
  const { context, secrets } = createTestContext({ layer: exchange, input: testInput({ token, ...deep, ...input }) });
  return { text: await bearerOf(context, token, control), secrets };
}

const partsOf = (text: string | null) => (text ?? "").split(".");
const decoded = (text: string | undefined) => JSON.parse(Buffer.from(text ?? "", "base64url").toString());

describe("what a control sends in place of the token", () => {
  it("is nothing for no-token", async () => {
    expect(await send(jwt, "no-token")).toEqual({ text: null, secrets: [] });
  });

  it("is the token with another signature of the same length for tampered, for whatever random bytes", async () => {
    const genuine = jwt.raw.reveal();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (bytes) => {
        const random = (length: number) => bytes.slice(0, length);
        const { context, secrets } = createTestContext({ layer: exchange, input: testInput({ token: jwt }), random });
        const text = await bearerOf(context, jwt, "tampered");
        expect(text).not.toBe(genuine);
        expect(text).toHaveLength(genuine.length);
        expect(partsOf(text).slice(0, 2)).toEqual(partsOf(genuine).slice(0, 2));
        expect(secrets).toEqual([text]);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["forged", "test-secret"],
    ["forged:dev-secret", "dev-secret"],
  ])("is the same claims under a published secret for %s", async (control, secret) => {
    const { text, secrets } = await send(jwt, control);
    const [header, claims, signature] = partsOf(text);
    expect(claims).toBe(partsOf(jwt.raw.reveal())[1]);
    expect(decoded(header)).toMatchObject({ alg: "HS256" });
    expect(signature).toBe(createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url"));
    expect(secrets).toEqual([text]);
  });

  it("is the same claims without a signature for alg-none", async () => {
    const { text, secrets } = await send(jwt, "alg-none");
    const [header, claims, signature] = partsOf(text);
    expect(decoded(header)).toMatchObject({ alg: "none" });
    expect([claims, signature]).toEqual([partsOf(jwt.raw.reveal())[1], ""]);
    expect(secrets).toEqual([text]);
  });

  it.each([
    ["a JWT", jwt],
    ["an opaque token", opaque],
    ["a JWE", encrypted],
  ])("is text of the same length that holds no part of the token for malformed: %s", async (_, token) => {
    const { text, secrets } = await send(token, "malformed");
    const genuine = token.raw.reveal();
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(text).toHaveLength(genuine.length);
    expect(text?.slice(0, 10)).not.toBe(genuine.slice(0, 10));
    expect(text?.slice(-10)).not.toBe(genuine.slice(-10));
    expect(secrets).toEqual([text]);
  });

  it("is never the token itself for malformed, whatever is drawn", async () => {
    const token = testToken("AAAAAAAA");
    const random = (length: number) => new Uint8Array(length);
    const { context } = createTestContext({ layer: exchange, input: testInput({ token, ...deep }), random });
    expect(await bearerOf(context, token, "malformed")).toBe("BAAAAAAA");
  });

  it("is the operator's own for lapsed", async () => {
    const { text, secrets } = await send(jwt, "lapsed", { lapsed: lapsedJwt });
    expect(text).toBe(lapsedJwt.raw.reveal());
    expect(secrets).toEqual([text]);
  });

  it.each(["lapsed", "forged:another", "forged:test-secret", "unheard-of"])(
    "is never something unplanned: %s",
    async (control) => {
      await expect(send(jwt, control)).rejects.toThrow(/no (lapsed|altered) token/);
    },
  );

  it("never holds the genuine signature, but for the lapsed one of the operator", async () => {
    const signature = partsOf(jwt.raw.reveal())[2] ?? "none";
    for (const control of names(jwt, deep)) expect((await send(jwt, control)).text).not.toContain(signature);
  });
});

describe("a lapsed token in place of the one inside a hybrid", () => {
  const hybrid = (exp: number) =>
    testToken(
      testJwt({
        payload: {
          sub: "ada",
          exp,
          role_arn: "arn:aws:iam::204377154242:role/Reader",
          catalog_token: testJwt({ payload: { ...payload, exp } }),
        },
      }),
    );
  const whole = hybrid(4_000_000_000);
  const lapsed = hybrid(5);

  it("is the one inside the lapsed hybrid", async () => {
    if (whole.inner === null) throw new Error("the hybrid has no inner token");
    const { context } = createTestContext({ layer: exchange, input: testInput({ token: whole, ...deep, lapsed }) });
    expect(await bearerOf(context, whole.inner, "lapsed")).toBe(lapsed.inner?.raw.reveal());
    expect(await bearerOf(context, whole, "lapsed")).toBe(lapsed.raw.reveal());
  });

  it("is the lapsed token itself where that is no hybrid", async () => {
    if (whole.inner === null) throw new Error("the hybrid has no inner token");
    const input = testInput({ token: whole, ...deep, lapsed: lapsedJwt });
    const { context } = createTestContext({ layer: exchange, input });
    expect(await bearerOf(context, whole.inner, "lapsed")).toBe(lapsedJwt.raw.reveal());
  });
});
