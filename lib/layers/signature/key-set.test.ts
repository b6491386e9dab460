import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { createTestContext, testAnswer, testFailure } from "../shared/test-context";
import { fetchKeySet } from "./key-set";
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

  it("takes a single key for a set of one, and passes over a byte order mark", async () => {
    expect(await fetched(testAnswer(200, { kty: "EC", crv: "P-256" })).set).toEqual({
      keys: [{ kty: "EC", crv: "P-256" }],
    });
    expect(await fetched(testAnswer(200, '\ufeff{"keys":[{"kty":"EC"}]}')).set).toEqual({ keys: [{ kty: "EC" }] });
    // With both, the list counts.
    expect(await fetched(testAnswer(200, { kty: "EC", keys: [] })).set).toEqual({ keys: [] });
  });

  it("takes certificates by key id, as Google publishes them, and nothing that is only partly so", async () => {
    const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
    expect(await fetched(testAnswer(200, { a: pem("MIIB\nAAAA"), b: pem("MIIC") })).set).toEqual({
      keys: [
        { kid: "a", x5c: ["MIIBAAAA"] },
        { kid: "b", x5c: ["MIIC"] },
      ],
    });
    const none = { problem: "the answer is not a key set", status: 200 };
    for (const body of [
      {},
      { a: pem("MIIB"), b: 7 },
      { a: `x${pem("MIIB")}` },
      { a: `${pem("MIIB")}x` },
      { a: pem("?") },
    ]) {
      expect(await fetched(testAnswer(200, body)).set).toEqual(none);
    }
  });

  it.each([
    [testAnswer(200, { kty: 7 }), { problem: "the answer is not a key set", status: 200 }],
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
