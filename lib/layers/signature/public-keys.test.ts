import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { encodeBase64url } from "@/lib/token/base64url";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { testAnswer, testFailure, testInput } from "../shared/test-context";
import { signature } from "./signature";
import { jwk, pem, signed } from "./test-key-pairs";
import { base64, contextOf, evidence, held, jwksUrl, outcome, payload, secret } from "./test-signature";

describe("signature with public keys", () => {
  it.each([
    ["RS256", "rsa"],
    ["RS512", "rsa"],
    ["PS384", "rsa"],
    ["ES256", "p256"],
    ["ES512", "p521"],
    ["EdDSA", "ed"],
  ])("passes %s with the PEM and with the key set", async (alg, name) => {
    const raw = signed(alg, name, { kid: "k" });
    expect(await outcome(raw, { keys: { publicKeyPem: pem(name) } })).toEqual(["pass"]);
    expect(await outcome(raw, { jwks: [jwk("other", { kid: "o" }), jwk(name, { kid: "k" })] })).toEqual(["pass"]);
    expect(await outcome(signed(alg, name), { jwks: [jwk(name)] })).toEqual(["pass"]);
  });

  it("fails for another key and for a signature of no length", async () => {
    expect(await outcome(signed("RS256", "other"), { keys: { publicKeyPem: pem("rsa") } })).toEqual([
      "fail",
      "mismatch",
    ]);
    const psychic = signed("ES256", "p256").replace(/[^.]+$/, encodeBase64url(new Uint8Array(64)));
    expect(await outcome(psychic, { keys: { publicKeyPem: pem("p256") } })).toEqual(["fail", "mismatch"]);
  });

  it("never takes a PEM for an HMAC secret", async () => {
    const confused = testJwt({ payload, secret: pem("rsa") });
    const denied = ["fail", "alg-not-allowed"];
    expect(await outcome(confused, { keys: { publicKeyPem: pem("rsa") } })).toEqual(denied);
    expect(await outcome(confused, { keys: { secret: new Secret(pem("rsa")) } })).toEqual(denied);
    const context = contextOf(confused, { jwks: [jwk("rsa")] });
    expect((await context.run()).codes).toEqual(["signature/alg-not-allowed"]);
    expect(context.sent).toEqual([]);
  });

  it("binds the algorithm to the key", async () => {
    expect(await outcome(signed("RS256", "rsa"), held)).toEqual(["fail", "alg-not-allowed"]);
    expect(await outcome(signed("ES256", "p256"), { keys: { publicKeyPem: pem("p521") } })).toContain(
      "alg-not-allowed",
    );
    const setup = { jwks: [jwk("rsa", { kid: "k", alg: "PS256" })] };
    expect(await outcome(signed("RS256", "rsa", { kid: "k" }), setup)).toEqual(["fail", "alg-not-allowed"]);
  });

  it("warns of an RSA key under 2048 bits", async () => {
    expect(await outcome(signed("RS256", "weak"), { keys: { publicKeyPem: pem("weak") } })).toEqual([
      "pass",
      "weak-key",
    ]);
  });

  it("has no use for RSASSA-PSS and Ed448 keys, and says so", async () => {
    const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey;
    const ed448 = generateKeyPairSync("ed448").publicKey;
    for (const [alg, key] of [
      ["PS256", pss],
      ["EdDSA", ed448],
    ] as const) {
      const setup = { keys: { publicKeyPem: String(key.export({ type: "spki", format: "pem" })) } };
      const raw = signed(alg, alg === "PS256" ? "rsa" : "ed");
      expect(await outcome(raw, setup)).toEqual(["fail", "key-not-found"]);
      expect((await evidence(raw, setup))?.detail).toContain("of an unsupported kind");
    }
  });

  it.each([
    ["no such kid", () => [jwk("rsa", { kid: "other" })]],
    ["an empty set", () => []],
    ["a key for encryption", () => [jwk("rsa", { kid: "k", use: "enc" })]],
    ["a key that must not verify", () => [jwk("rsa", { kid: "k", key_ops: ["encrypt"] })]],
    ["a symmetric key", () => [{ kty: "oct", kid: "k", k: base64(secret) }]],
    ["no modulus", () => [{ kty: "RSA", kid: "k", e: "AQAB" }]],
  ])("finds no key: %s", async (_, keys) => {
    expect(await outcome(signed("RS256", "rsa", { kid: "k" }), { jwks: keys() })).toEqual(["fail", "key-not-found"]);
  });

  it.each([
    ["a timeout", () => testFailure("timeout")],
    ["our own policy", () => testFailure("refused-by-policy")],
    ["a redirect", () => testAnswer(302, "", { location: "https://elsewhere.test" })],
    ["404", () => testAnswer(404, "{}")],
    ["HTML", () => testAnswer(200, "<html>")],
    ["another object", () => testAnswer(200, { key: [] })],
    ["101 keys", () => testAnswer(200, { keys: new Array(101).fill({ kty: "RSA" }) })],
  ])("is inconclusive when the key set is unreachable: %s", async (_, answer) => {
    expect(await outcome(signed("RS256", "rsa"), { jwks: answer() })).toEqual(["inconclusive", "keys-unreachable"]);
  });

  it("announces the one request it may make, and sends no token with it", async () => {
    const raw = signed("RS256", "rsa");
    const input = testInput({ token: testToken(raw), target: { jwksUrl } });
    expect(signature.plan(input)).toMatchObject({ requests: 1, destinations: ["https://issuer.test"] });
    const context = contextOf(raw, { jwks: [jwk("rsa")] });
    await context.run();
    expect(context.sent).toHaveLength(1);
    expect(JSON.stringify(context.sent)).not.toContain(raw.split(".")[2]);
    const symmetric = testInput({ token: testToken(testJwt({ payload })), target: { jwksUrl } });
    expect(signature.plan(symmetric).requests).toBe(0);
  });

  it("shows keys inside the token and never uses them", async () => {
    const raw = signed("RS256", "rsa", { jwk: jwk("rsa"), jku: jwksUrl, x5c: ["MIIB"] });
    const context = contextOf(raw, { keys: { publicKeyPem: pem("other") } });
    expect(await context.run()).toMatchObject({
      status: "fail",
      codes: ["signature/token-supplied-key", "signature/mismatch"],
    });
    expect(context.sent).toEqual([]);
  });
});
