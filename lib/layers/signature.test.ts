import { createSign, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { encodeBase64url } from "@/lib/token/base64url";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import type { SignatureKeys } from "./layer-input";
import { signature } from "./signature";
import { createTestContext, testAnswer, testFailure, testInput } from "./test-context";

const secret = "a secret of thirty-two characters";
const payload = { id: "4ad3c1", uuid: "b1", exp: 2_000_000_000 };
const jwksUrl = "https://issuer.test/auth/.well-known/jwks.json";
const base64 = (text: string) => encodeBase64url(new TextEncoder().encode(text));

interface Setup {
  readonly keys?: SignatureKeys;
  readonly jwks?: readonly object[] | DoorResult;
}

function contextOf(raw: string, { keys = {}, jwks }: Setup = {}) {
  const target = jwks === undefined ? {} : { jwksUrl };
  const answer = jwks === undefined ? undefined : "kind" in jwks ? jwks : testAnswer(200, { keys: jwks });
  return createTestContext({
    layer: signature,
    input: testInput({ token: testToken(raw), keys, target }),
    ...(answer === undefined ? {} : { send: () => answer }),
  });
}

/** Status and codes without the layer's name. */
async function outcome(raw: string, setup: Setup = {}) {
  const { status, codes } = await contextOf(raw, setup).run();
  return [status, ...codes.map((code) => code.replace("signature/", ""))];
}

async function evidence(raw: string, setup: Setup = {}) {
  const context = contextOf(raw, setup);
  await context.run();
  return context.findings[0]?.evidence;
}

const held = { keys: { secret: new Secret(secret) } };

describe("signature with an HMAC secret", () => {
  it.each(["HS256", "HS384", "HS512"])("passes for a token signed %s with the configured secret", async (alg) => {
    const long = secret.repeat(2);
    const raw = testJwt({ header: { alg }, payload, secret: long });
    const context = contextOf(raw, { keys: { secret: new Secret(long) } });
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
    expect(context.outputs.get("signatureVerified")).toBe(true);
    expect(context.sent).toEqual([]);
  });

  it("fails for another secret, and does not say that it verified", async () => {
    const context = contextOf(testJwt({ payload, secret: "another, of thirty-two characters" }), held);
    expect(await context.run()).toMatchObject({ status: "fail", codes: ["signature/mismatch"] });
    expect(context.outputs.size).toBe(0);
  });

  it.each([
    ["white space", `${secret}\n`, secret],
    ["quotes", `"${secret}"`, secret],
    ["base64", Buffer.from(`\u0001${secret}`).toString("base64"), `\u0001${secret}`],
    ["hex", Buffer.from(secret).toString("hex"), secret],
    ["line break", secret, `${secret}\n`],
  ])("explains a mismatch that comes from %s", async (why, configured, used) => {
    const setup = { keys: { secret: new Secret(configured) } };
    const raw = testJwt({ payload, secret: used });
    expect(await outcome(raw, setup)).toEqual(["fail", "mismatch"]);
    expect((await evidence(raw, setup))?.detail).toContain(why);
  });

  it("warns of a secret shorter than the hash, whether or not it fits", async () => {
    const short = { keys: { secret: new Secret("fourteen chars") } };
    expect(await outcome(testJwt({ payload, secret: "fourteen chars" }), short)).toEqual(["pass", "weak-key"]);
    expect(await outcome(testJwt({ payload, secret }), short)).toEqual(["fail", "mismatch", "weak-key"]);
  });
});

describe("what is wrong by itself", () => {
  const [header = "", body = "", mac = ""] = testJwt({ payload, secret }).split(".");
  const headed = (members: object, end = mac) =>
    `${base64(JSON.stringify({ alg: "HS256", ...members }))}.${body}.${end}`;

  it.each([
    [`${header}.${body}.${mac}=`, "non-canonical"],
    [`${header}.${body}.${mac.slice(0, -1)}*`, "non-canonical"],
    [`${header}.${body}`, "malformed"],
    [`${header}.${body}.`, "malformed"],
    [`${header}.${base64("[]")}.${mac}`, "malformed"],
    ["eyJhbGciOi...", "malformed"],
    [headed({ alg: "none" }, ""), "alg-none"],
    [headed({ alg: "nOnE" }, ""), "alg-none"],
    [headed({ alg: "none" }), "alg-none"],
    [headed({ alg: "hs256" }), "alg-not-allowed"],
    [headed({ alg: "HS1" }), "alg-not-allowed"],
    [headed({ alg: "constructor" }), "alg-not-allowed"],
    [headed({ alg: 7 }), "malformed"],
    [headed({ kid: ["a"] }), "malformed"],
    [`${base64('{"alg":"none","alg":"HS256"}')}.${body}.${mac}`, "malformed"],
    [headed({ crit: ["exp"] }), "critical-header"],
    [headed({ crit: [] }), "critical-header"],
    [headed({ b64: false }), "critical-header"],
  ])("fails without a key and with one (%#)", async (raw, reason) => {
    for (const setup of [{}, held]) {
      const [status, ...reasons] = await outcome(raw, setup);
      expect(status).toBe("fail");
      expect(reasons).toContain(reason);
    }
  });

  it("is reported all at once", async () => {
    const raw = `${base64('{"alg":"hs256","crit":["x"],"jku":"https://evil.test/k?token=1"}')}=.${base64("{")}.${mac}`;
    const context = contextOf(raw, held);
    expect((await context.run()).codes).toEqual([
      "signature/non-canonical",
      "signature/malformed",
      "signature/alg-not-allowed",
      "signature/critical-header",
      "signature/token-supplied-key",
    ]);
    expect(context.findings.at(-1)?.evidence).toEqual({ detail: "jku: https://evil.test, not used" });
  });

  it("leaves duplicate claims to the claims layer", async () => {
    const raw = testJwt({ payload: '{"id":"a","exp":1,"exp":2}', secret });
    expect(await outcome(raw, held)).toEqual(["pass"]);
  });
});

describe("without a key", () => {
  it("a sound token is not applicable, and that is said", async () => {
    expect(await outcome(testJwt({ payload }))).toEqual(["not-applicable", "no-key"]);
    expect(signature.requiredByDefault(testInput({ token: testToken(testJwt({ payload })) }))).toBe(false);
  });

  it.each(["qk_abc", "an-opaque-token"])("%s has no signature", async (raw) => {
    expect(await outcome(raw, held)).toEqual(["not-applicable"]);
  });

  it("an encrypted token is inconclusive", async () => {
    expect(await outcome(`${base64('{"alg":"dir","enc":"A256GCM"}')}..AAAA.AAAA.AAAA`, held)).toEqual([
      "inconclusive",
      "encrypted",
    ]);
  });
});

describe("signature with public keys", () => {
  const pairs: Record<string, { readonly publicKey: KeyObject; readonly privateKey: KeyObject }> = {};
  const pem = (name: string) => String(pairs[name]?.publicKey.export({ type: "spki", format: "pem" }));
  const jwk = (name: string, members: object = {}) => ({
    ...pairs[name]?.publicKey.export({ format: "jwk" }),
    ...members,
  });

  function signed(alg: string, name: string, header: object = {}): string {
    const input = `${base64(JSON.stringify({ alg, ...header }))}.${base64(JSON.stringify(payload))}`;
    const key = pairs[name]?.privateKey;
    if (key === undefined) throw new Error(`no key ${name}`);
    const mac =
      alg === "EdDSA"
        ? sign(null, Buffer.from(input), key)
        : createSign(`sha${alg.slice(2)}`)
            .update(input)
            .sign(alg.startsWith("PS") ? { key, padding: 6, saltLength: -1 } : { key, dsaEncoding: "ieee-p1363" });
    return `${input}.${encodeBase64url(mac)}`;
  }

  beforeAll(() => {
    pairs.rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    pairs.other = generateKeyPairSync("rsa", { modulusLength: 2048 });
    pairs.weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
    pairs.p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
    pairs.p521 = generateKeyPairSync("ec", { namedCurve: "P-521" });
    pairs.ed = generateKeyPairSync("ed25519");
  });

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
      expect((await evidence(raw, setup))?.detail).toContain("of a kind not used here");
    }
  });

  it.each([
    ["no such kid", () => [jwk("rsa", { kid: "other" })]],
    ["an empty set", () => []],
    ["two with this kid", () => [jwk("rsa", { kid: "k" }), jwk("other", { kid: "k" })]],
    ["a key for encryption", () => [jwk("rsa", { kid: "k", use: "enc" })]],
    ["a key that must not verify", () => [jwk("rsa", { kid: "k", key_ops: ["encrypt"] })]],
    ["a symmetric key", () => [{ kty: "oct", kid: "k", k: base64(secret) }]],
    ["an exponent of one", () => [{ ...jwk("rsa", { kid: "k" }), e: "AQ" }]],
    ["no modulus", () => [{ kty: "RSA", kid: "k", e: "AQAB" }]],
  ])("finds no key: %s", async (_, keys) => {
    expect(await outcome(signed("RS256", "rsa", { kid: "k" }), { jwks: keys() })).toEqual(["fail", "key-not-found"]);
  });

  it("chooses nothing when the token names no key and two fit", async () => {
    expect(await outcome(signed("RS256", "rsa"), { jwks: [jwk("rsa"), jwk("other")] })).toEqual([
      "fail",
      "key-not-found",
    ]);
    expect(await outcome(signed("RS256", "rsa"), { jwks: [jwk("rsa"), jwk("p256")] })).toEqual(["pass"]);
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

it("shows neither token nor secret in findings and facts", async () => {
  const raw = testJwt({ header: { kid: "k".repeat(200) }, payload, secret: "another, of thirty-two characters" });
  const context = contextOf(raw, held);
  await context.run();
  const printed = JSON.stringify([context.findings, context.facts]);
  for (const part of [...raw.split("."), secret, "k".repeat(65)]) expect(printed).not.toContain(part);
});
