import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isStrictObject, type JsonObject, parseStrictJson } from "@/lib/token/strict-json";
import { jwsAlgorithm } from "../shared/jws-algorithms";
import { keyFits, keyWords, type PublicKey, publicKeyFromJwk, publicKeyFromPem } from "./public-key";

function ofCurve(namedCurve: string) {
  return generateKeyPairSync("ec", { namedCurve }).publicKey;
}

function jwkOf(key: ReturnType<typeof ofCurve>): JsonObject {
  const parsed = parseStrictJson(JSON.stringify(key.export({ format: "jwk" })));
  return parsed.ok && isStrictObject(parsed.value) ? parsed.value : {};
}

const pemOf = (key: ReturnType<typeof ofCurve>) => String(key.export({ type: "spki", format: "pem" }));
const ed25519 = generateKeyPairSync("ed25519").publicKey;
/** No prime product, but a number of this many bits: enough to be read. */
const rsa = (bits: number, e = "AQAB") => ({ kty: "RSA", n: Buffer.alloc(bits / 8, 0xff).toString("base64url"), e });

function mustRead(jwk: JsonObject): PublicKey {
  const key = publicKeyFromJwk(jwk);
  if (key === null) throw new Error("the key cannot be read");
  return key;
}

describe("a public key", () => {
  it.each([
    ["P-256", "ec", "EC P-256"],
    ["P-384", "ec", "EC P-384"],
    ["P-521", "ec", "EC P-521"],
  ])("on the curve %s is read from PEM and JWK alike", (curve, family, words) => {
    const key = ofCurve(curve);
    for (const read of [publicKeyFromPem(pemOf(key)), publicKeyFromJwk(jwkOf(key))]) {
      expect(read).toMatchObject({ family, curve, bits: null });
      expect(read === null ? "" : keyWords(read)).toBe(words);
    }
  });

  it("Ed25519 is read from PEM and JWK alike", () => {
    for (const read of [publicKeyFromPem(pemOf(ed25519)), publicKeyFromJwk(jwkOf(ed25519))]) {
      expect(read).toMatchObject({ family: "eddsa", curve: "Ed25519", bits: null });
      expect(read === null ? "" : keyWords(read)).toBe("Ed25519");
    }
  });

  it("of RSA says its bits", () => {
    expect(publicKeyFromJwk(rsa(1024))).toMatchObject({ family: "rsa", curve: null, bits: 1024 });
    expect(keyWords(mustRead(rsa(2048)))).toBe("RSA 2048");
  });

  it.each([
    ["zero", "AA", "exponent"],
    ["one, for which every text is its own signature", "AQ", "exponent"],
    ["two", "Ag", "exponent"],
    ["three", "Aw", null],
    ["65537", "AQAB", null],
  ])("of RSA with the exponent %s", (_, e, flaw) => {
    expect(publicKeyFromJwk(rsa(2048, e))?.flaw).toBe(flaw);
  });

  it.each(["BA", "AQAA"])("of RSA with the even exponent %s is none", (e) => {
    expect(publicKeyFromJwk(rsa(2048, e))).toBeNull();
  });

  it.each([
    ["symmetric", { kty: "oct", k: "AAAA" }],
    ["of no type", { n: rsa(1024).n, e: "AQAB" }],
    ["of a type that is no text", { kty: ["RSA"], n: rsa(1024).n, e: "AQAB" }],
    ["of a type that objects have by themselves", { kty: "constructor" }],
    ["without a modulus", { kty: "RSA", e: "AQAB" }],
    ["without an exponent", { kty: "RSA", n: rsa(1024).n }],
    ["without a point", { kty: "EC", crv: "P-256", x: "AAAA" }],
    ["with a coordinate that is no text", { ...jwkOf(ofCurve("P-256")), y: 7 }],
    ["off its curve", { ...jwkOf(ofCurve("P-256")), y: Buffer.alloc(32, 1).toString("base64url") }],
    ["on a curve that JWS does not use", jwkOf(ofCurve("secp256k1"))],
    ["without a curve", { kty: "OKP", x: "AAAA" }],
    ["for key agreement", jwkOf(generateKeyPairSync("x25519").publicKey)],
    ["on Ed448", jwkOf(generateKeyPairSync("ed448").publicKey)],
  ])("that is %s is none", (_, jwk) => {
    expect(publicKeyFromJwk(jwk)).toBeNull();
  });

  it.each([
    ["no PEM", "a key"],
    ["on a curve that JWS does not use", pemOf(ofCurve("secp256k1"))],
    ["for key agreement", pemOf(generateKeyPairSync("x448").publicKey)],
  ])("as PEM that is %s is none", (_, pem) => {
    expect(publicKeyFromPem(pem)).toBeNull();
  });

  it("is read without the private members that a JWK should not have", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(mustRead(jwkOf(privateKey)).key.type).toBe("public");
  });
});

describe("an algorithm", () => {
  const keys = {
    RSA: rsa(2048),
    "P-256": jwkOf(ofCurve("P-256")),
    "P-384": jwkOf(ofCurve("P-384")),
    Ed25519: jwkOf(ed25519),
  };

  it.each([
    ["RS256", ["RSA"]],
    ["PS512", ["RSA"]],
    ["ES256", ["P-256"]],
    ["ES384", ["P-384"]],
    ["ES512", []],
    ["EdDSA", ["Ed25519"]],
    ["Ed25519", ["Ed25519"]],
    ["HS256", []],
  ])("%s goes with %j alone", (name, wanted) => {
    const algorithm = jwsAlgorithm(name);
    if (algorithm === null) throw new Error(`no algorithm ${name}`);
    const fitting = Object.entries(keys).filter(([, jwk]) => keyFits(mustRead(jwk), algorithm));
    expect(fitting.map(([key]) => key)).toEqual(wanted);
  });

  it.each(["none", "hs256", "HS256 ", "RS1", "constructor", "__proto__", "toString", 7, null, undefined])(
    "%j is none",
    (name) => {
      expect(jwsAlgorithm(name)).toBeNull();
    },
  );
});
