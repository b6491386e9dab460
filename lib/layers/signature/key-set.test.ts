import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { isStrictObject, type JsonObject, parseStrictJson } from "@/lib/token/strict-json";
import { jwsAlgorithm } from "../shared/jws-algorithms";
import { createTestContext, testAnswer, testFailure } from "../shared/test-context";
import { chooseKey, fetchKeySet } from "./key-set";
import { signature } from "./signature";
import { jwkObjection } from "./verify-jws";

const url = "https://issuer.test/jwks.json";

describe("fetching a key set", () => {
  const fetched = (answer: DoorResult) => {
    const context = createTestContext({ layer: signature, send: () => answer });
    return { context, set: fetchKeySet(context.context, url) };
  };

  it("is one request for JSON, with the run's deadline and room for a large set", async () => {
    const { context, set } = fetched(testAnswer(200, { keys: [{ kty: "RSA" }] }));
    expect(await set).toEqual({ keys: [{ kty: "RSA" }] });
    expect(context.sent).toHaveLength(1);
    expect(context.sent[0]).toMatchObject({
      purpose: "real",
      request: {
        method: "GET",
        url,
        headers: { accept: "application/jwk-set+json, application/json" },
        timeoutMs: 5000,
        maxBytes: 524_288,
      },
    });
  });

  it("passes over members that are no keys, and takes a hundred", async () => {
    expect(await fetched(testAnswer(200, { keys: [7, { kty: "EC" }, null, []] })).set).toEqual({
      keys: [{ kty: "EC" }],
    });
    const hundred = new Array(100).fill({ kty: "RSA" });
    expect(await fetched(testAnswer(200, { keys: hundred })).set).toEqual({ keys: hundred });
  });

  it.each([
    [testAnswer(200, { keys: new Array(101).fill({}) }), { problem: "more than 100 keys", status: 200 }],
    [testAnswer(200, { key: [] }), { problem: "the answer is not a key set", status: 200 }],
    [testAnswer(200, { keys: {} }), { problem: "the answer is not a key set", status: 200 }],
    [testAnswer(200, "[]"), { problem: "the answer is not a key set", status: 200 }],
    [testAnswer(200, "null"), { problem: "the answer is not a key set", status: 200 }],
    [testAnswer(200, "<html>"), { problem: "the answer is not a key set", status: 200 }],
    [
      { ...testAnswer(200), body: new Uint8Array([0xff]) },
      { problem: "the answer is not a key set", status: 200 },
    ],
    [testAnswer(299, { keys: [] }), { problem: "HTTP status 299", status: 299 }],
    [testAnswer(300, ""), { problem: "a redirect, which is not followed", status: 300 }],
    [testAnswer(399, ""), { problem: "a redirect, which is not followed", status: 399 }],
    [testAnswer(400, ""), { problem: "HTTP status 400", status: 400 }],
    [testFailure("timeout", "no answer in 5 s"), { problem: "no answer in 5 s", status: null }],
    [
      testFailure("refused-by-policy", "a metadata address"),
      { problem: "refused by Bonafide's own policy: a metadata address", status: null },
    ],
  ])("says what stands in the way (%#)", async (answer, problem) => {
    expect(await fetched(answer).set).toEqual(problem);
  });
});

describe("what a key says that it is for", () => {
  it.each([
    [{}, "ES256", null],
    [{ use: "sig", key_ops: ["sign", "verify"], alg: "ES256" }, "ES256", null],
    [{ use: "enc" }, "ES256", "use"],
    [{ key_ops: ["sign"] }, "ES256", "use"],
    [{ key_ops: "verify" }, "ES256", "use"],
    [{ alg: "ES384" }, "ES256", "alg"],
    [{ crv: "Ed25519", alg: "EdDSA" }, "Ed25519", null],
    [{ crv: "Ed25519", alg: "Ed25519" }, "EdDSA", null],
    [{ crv: "Ed448", alg: "EdDSA" }, "Ed25519", "alg"],
    [{ crv: "Ed25519", alg: "ES256" }, "EdDSA", "alg"],
  ])("%j for %s: %j", (jwk, algorithm, objection) => {
    expect(jwkObjection(jwk, algorithm)).toBe(objection);
  });
});

describe("choosing the one key", () => {
  function jwk(namedCurve: string, members: JsonObject = {}): JsonObject {
    const { publicKey } = generateKeyPairSync("ec", { namedCurve });
    const parsed = parseStrictJson(JSON.stringify(publicKey.export({ format: "jwk" })));
    return { ...(parsed.ok && isStrictObject(parsed.value) ? parsed.value : {}), ...members };
  }

  const p256 = (members: JsonObject = {}) => jwk("P-256", members);
  const p384 = (members: JsonObject = {}) => jwk("P-384", members);

  function chosen(keys: readonly JsonObject[], header: JsonObject = {}) {
    const algorithm = jwsAlgorithm("ES256");
    if (algorithm === null) throw new Error("no ES256");
    return chooseKey(keys, { alg: "ES256", ...header }, algorithm);
  }

  it("takes the only one that fits, whatever stands beside it", () => {
    const key = p256();
    const wanted = { key: { family: "ec", curve: "P-256" } };
    expect(chosen([key])).toMatchObject(wanted);
    expect(chosen([p384(), key, { kty: "oct", k: "AAAA" }, p256({ use: "enc" })])).toMatchObject(wanted);
    expect(chosen([{ ...key, use: "sig", key_ops: ["verify"], alg: "ES256" }])).toMatchObject(wanted);
  });

  it("goes by the key id where the token names one, and by nothing else", () => {
    const [one, two] = [p256({ kid: "1" }), p256({ kid: "2" })];
    const choice = chosen([one, two], { kid: "2" });
    expect("key" in choice && choice.key.key.export({ format: "jwk" }).x).toBe(two.x);
    expect(chosen([one, p384({ kid: "2" })], { kid: "2" })).not.toHaveProperty("key");
    // A key id that is no text is none.
    expect(chosen([one], { kid: 1 })).toHaveProperty("key");
  });

  it.each([
    [[], {}, "the key set is empty", { kid: "none", known: [] }],
    [[], { kid: "k" }, "the key set is empty", { kid: "k", known: [] }],
    [
      [p256({ kid: "a" }), p256(), p256({ kid: 7 })],
      { kid: "k" },
      "no key of the set has the token's key id",
      { kid: "k", known: ["a"] },
    ],
    [[p256(), p256()], {}, "2 keys are possible, and the token does not say which", { kid: "none" }],
    [
      [p256({ kid: "k" }), p256({ kid: "k" })],
      { kid: "k" },
      "2 keys are possible, and the token does not say which",
      { kid: "k" },
    ],
    [[p384(), p384()], {}, "no key of the set is for ES256", { keys: 2 }],
  ])("finds none and says why (%#)", (keys, header, detail, evidence) => {
    expect(chosen(keys, header)).toEqual({ reason: "key-not-found", detail, evidence });
  });

  it("shows at most 64 characters of a key id, and ten of the set's", () => {
    const keys = Array.from({ length: 11 }, (_, index) => ({ kid: `${index}${"x".repeat(100)}` }));
    expect(chosen(keys, { kid: "k".repeat(100) })).toMatchObject({
      evidence: { kid: "k".repeat(64), known: keys.slice(0, 10).map(({ kid }) => kid.slice(0, 64)) },
    });
    const twice = [p256({ kid: "k".repeat(100) }), p256({ kid: "k".repeat(100) })];
    expect(chosen(twice, { kid: "k".repeat(100) })).toMatchObject({ evidence: { kid: "k".repeat(64) } });
  });

  it.each([
    [{ kty: "oct", k: "AAAA" }, "key-not-found", "symmetric"],
    [p256({ use: "enc" }), "key-not-found", "not for verifying signatures"],
    [p256({ key_ops: ["sign"] }), "key-not-found", "not for verifying signatures"],
    [{ kty: "EC", crv: "P-256" }, "key-not-found", "unreadable"],
    [p256({ alg: "ES384" }), "alg-not-allowed", "for another algorithm"],
    [p384(), "alg-not-allowed", "for another algorithm"],
  ])("says what is wrong with the key that the token names (%#)", (key, reason, words) => {
    const choice = chosen([{ ...key, kid: "k" }, p256({ kid: "other" })], { kid: "k" });
    expect(choice).toMatchObject({ reason, detail: expect.stringContaining(`the key named by the token is ${words}`) });
  });
});
