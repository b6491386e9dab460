import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isStrictObject, type JsonObject, parseStrictJson } from "@/lib/token/strict-json";
import { jwsAlgorithm } from "../shared/jws-algorithms";
import { chooseKeys } from "./choose-keys";
import { keyThumbprint } from "./key-thumbprint";
import { certificateOf, publicKeyOfEntry } from "./public-key";
import { testCertificate } from "./test-certificate";

function jwk(namedCurve: string, members: JsonObject = {}): JsonObject {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve });
  const parsed = parseStrictJson(JSON.stringify(publicKey.export({ format: "jwk" })));
  return { ...(parsed.ok && isStrictObject(parsed.value) ? parsed.value : {}), ...members };
}

const p256 = (members: JsonObject = {}) => jwk("P-256", members);
const p384 = (members: JsonObject = {}) => jwk("P-384", members);
const es256 = jwsAlgorithm("ES256");

function choose(keys: readonly JsonObject[], header: JsonObject = {}) {
  if (es256 === null) throw new Error("no ES256");
  return chooseKeys(keys, { alg: "ES256", ...header }, es256);
}

/** Places in the set of the keys that are chosen, and by what. */
function chosen(keys: readonly JsonObject[], header: JsonObject = {}) {
  const choice = choose(keys, header);
  if (!("keys" in choice)) return choice.reason;
  const thumbprints = keys.map((entry) => {
    const key = publicKeyOfEntry(entry);
    return key === null ? null : keyThumbprint(key.key);
  });
  const places = choice.keys.map(({ key }) => thumbprints.indexOf(keyThumbprint(key)));
  return { places, by: choice.by, othersNamed: choice.othersNamed };
}

describe("choosing keys of a set", () => {
  it("takes the only one that fits, whatever stands beside it", () => {
    const key = p256();
    expect(chosen([key])).toEqual({ places: [0], by: null, othersNamed: false });
    const crowd = [p384(), key, { kty: "oct", k: "AAAA" }, p256({ use: "enc" }), { kty: "EC" }, {}];
    expect(chosen(crowd)).toMatchObject({ places: [1] });
    expect(chosen([{ ...key, use: "sig", key_ops: ["verify"], alg: "ES256" }])).toMatchObject({ places: [0] });
  });

  it("takes each that fits where the token names none, the same key once", () => {
    const [one, two] = [p256({ kid: "1" }), p256()];
    expect(chosen([one, two])).toEqual({ places: [0, 1], by: null, othersNamed: false });
    expect(chosen([one, one, { ...one, kid: "2" }])).toMatchObject({ places: [0] });
    expect(chosen([one], { kid: 1 })).toMatchObject({ places: [0] });
    expect(chosen([one], { kid: "" })).toMatchObject({ places: [0] });
  });

  it("goes by the key id where the token names one that the set knows", () => {
    const [one, two] = [p256({ kid: "1" }), p256({ kid: "2" })];
    expect(chosen([one, two, p256()], { kid: "2" })).toEqual({ places: [1], by: "kid", othersNamed: false });
    expect(chosen([one, one], { kid: "1" })).toMatchObject({ places: [0], by: "kid" });
    expect(chosen([one, p256({ kid: "1" })], { kid: "1" })).toMatchObject({ places: [0, 1], by: "kid" });
    expect(chosen([one, p384({ kid: "2" })], { kid: "2" })).toBe("alg-not-allowed");
  });

  it.each(["x5t", "x5t#S256"])("goes by %s where nothing better is there", (name) => {
    const [one, two] = [p256({ [name]: "a" }), p256({ [name]: "b" })];
    expect(chosen([one, two], { [name]: "b" })).toEqual({ places: [1], by: name, othersNamed: false });
    expect(chosen([one, two], { [name]: "b", kid: "unknown" })).toMatchObject({ places: [1], by: name });
    expect(chosen([{ ...one, kid: "k" }, two], { [name]: "b", kid: "k" })).toMatchObject({ places: [0], by: "kid" });
    expect(chosen([one, two], { [name]: "c" })).toBe("key-not-found");
    expect(chosen([one, two], { [name]: 7 })).toMatchObject({ places: [0, 1] });
  });

  it("reads x5t off the certificate where the entry does not say it", () => {
    const { x5c, x5t, x5tS256 } = testCertificate;
    const entries = [p256({ x5t: "other", "x5t#S256": "other" }), { x5c }];
    expect(chosen(entries, { x5t })).toMatchObject({ places: [1], by: "x5t" });
    expect(chosen(entries, { "x5t#S256": x5tS256 })).toMatchObject({ places: [1], by: "x5t#S256" });
    expect(chosen([{ x5c, x5t: "mine" }], { x5t })).toBe("key-not-found");
  });

  it("tries the keys without a name where the token's is unknown, and no others", () => {
    const bare = p256();
    expect(chosen([bare], { kid: "k" })).toEqual({ places: [0], by: null, othersNamed: false });
    expect(chosen([p256({ kid: "a" }), bare], { kid: "k" })).toEqual({ places: [1], by: null, othersNamed: true });
    expect(chosen([p256({ kid: "a" })], { kid: "k" })).toBe("key-not-found");
    expect(chosen([p256({ kid: "" }), p256({ kid: 7 })], { kid: "k" })).toMatchObject({ places: [0, 1] });
  });

  it("tries sixteen different keys, and no seventeenth", () => {
    const keys = Array.from({ length: 17 }, () => p256());
    const sixteen = keys.slice(0, 16);
    expect(chosen(sixteen)).toMatchObject({ places: sixteen.map((_, index) => index) });
    expect(chosen([...sixteen, ...sixteen])).toMatchObject({ places: sixteen.map((_, index) => index) });
    expect(choose(keys, { kid: "k".repeat(100) })).toEqual({
      reason: "not-verifiable",
      detail: "17 keys are possible, the token does not say which, and 16 are tried at most",
      evidence: { kid: "k".repeat(64) },
    });
  });

  it.each([
    [[], {}, "the key set is empty", { kid: "none", known: [] }],
    [[], { kid: "k" }, "the key set is empty", { kid: "k", known: [] }],
    [[p256({ kid: "a" })], { kid: "k" }, "no key of the set has the token's key id", { kid: "k", known: ["a"] }],
    [[p384(), p384()], {}, "no key of the set is for ES256", { keys: 2 }],
    [[p384()], { kid: "k" }, "no key of the set is for ES256", { keys: 1 }],
  ])("finds none and says why (%#)", (keys, header, detail, evidence) => {
    expect(choose(keys, header)).toEqual({ reason: "key-not-found", detail, evidence });
  });

  it("shows at most 64 characters of a key id, and ten of the set's", () => {
    const keys = Array.from({ length: 11 }, (_, index) => ({ kid: `${index}${"x".repeat(100)}` }));
    expect(choose(keys, { kid: "k".repeat(100) })).toMatchObject({
      evidence: { kid: "k".repeat(64), known: keys.slice(0, 10).map(({ kid }) => kid.slice(0, 64)) },
    });
  });

  it.each([
    [{ kty: "oct", k: "AAAA" }, "key-not-found", "symmetric"],
    [p256({ use: "enc" }), "key-not-found", "not for verifying signatures"],
    [p256({ key_ops: ["sign"] }), "key-not-found", "not for verifying signatures"],
    [{ kty: "EC", crv: "P-256" }, "key-not-found", "unreadable"],
    [p256({ alg: "ES384" }), "alg-not-allowed", "for another algorithm"],
    [p384(), "alg-not-allowed", "for another algorithm"],
  ])("says what is wrong with the key that the token names (%#)", (key, reason, words) => {
    const choice = choose([{ ...key, kid: "k" }, p256({ kid: "other" })], { kid: "k" });
    expect(choice).toMatchObject({ reason, detail: expect.stringContaining(`the key named by the token is ${words}`) });
    expect(choice).not.toHaveProperty("forgeable");
  });

  it("never takes an RSA key with which anybody can sign, and says that there is one", () => {
    const rs256 = jwsAlgorithm("RS256");
    if (rs256 === null) throw new Error("no RS256");
    const forgeable = { kty: "RSA", n: Buffer.alloc(256, 0xff).toString("base64url"), e: "AQ", kid: "k" };
    expect(chooseKeys([forgeable], { alg: "RS256", kid: "k" }, rs256)).toMatchObject({
      reason: "key-not-found",
      detail: expect.stringContaining("anybody can sign"),
      forgeable: true,
    });
    expect(chooseKeys([forgeable], { alg: "RS256" }, rs256)).toMatchObject({
      reason: "key-not-found",
      forgeable: true,
    });
  });
});

describe("a certificate in a key set", () => {
  it("gives its key where the entry has none of its own", () => {
    const { x5c, thumbprint } = testCertificate;
    const read = publicKeyOfEntry({ kty: "EC", x5c });
    expect(read === null ? null : keyThumbprint(read.key)).toBe(thumbprint);
    const own = p256({ x5c });
    const ownKey = publicKeyOfEntry(own);
    expect(ownKey?.key.export({ format: "jwk" }).x).toBe(own.x);
    expect(publicKeyOfEntry({ kty: "oct", k: "AAAA", x5c })).toBeNull();
  });

  it.each([[undefined], [[]], ["MIIB"], [[7]], [["MIIB"]], [["?"]]])("is none where it cannot be read: %j", (x5c) => {
    expect(certificateOf(x5c)).toBeNull();
    expect(publicKeyOfEntry(x5c === undefined ? {} : { x5c })).toBeNull();
  });
});
