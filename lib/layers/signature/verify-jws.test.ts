import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { flattenedVerify } from "jose";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isStrictObject, type JsonObject, parseStrictJson } from "@/lib/token/strict-json";
import { verifyJws } from "./verify-jws";

vi.mock("jose", async (original) => {
  const jose = await original<typeof import("jose")>();
  return { ...jose, flattenedVerify: vi.fn(jose.flattenedVerify) };
});

const base64 = (text: string) => Buffer.from(text).toString("base64url");
const key = { kty: "oct", k: base64("a secret of thirty-two characters") };

/** A JWS signed HS256 over exactly these parts, whatever they hold. */
function hs256(header: string, payload = "{}"): string {
  const input = `${base64(header)}.${base64(payload)}`;
  const mac = createHmac("sha256", Buffer.from(key.k, "base64url")).update(input).digest("base64url");
  return `${input}.${mac}`;
}

const sound = hs256('{"alg":"HS256"}');

beforeEach(() => {
  vi.mocked(flattenedVerify).mockClear();
});

describe("a sound JWS", () => {
  // RFC 7515 appendix A.1.1
  const example =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9" +
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ" +
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const exampleKey = {
    kty: "oct",
    k: "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
  };

  it("is left to jose", async () => {
    expect(await verifyJws(example, exampleKey)).toBe(true);
    expect(await verifyJws(example, key)).toBe(false);
    expect(await verifyJws(example.replace(".dBj", ".dBk"), exampleKey)).toBe(false);
    expect(flattenedVerify).toHaveBeenCalledTimes(3);
  });

  it.each(["", "text", "[]", '{"exp":1,"exp":2}'])("may have any payload: %j", async (payload) => {
    expect(await verifyJws(hs256('{"alg":"HS256"}', payload), key)).toBe(true);
  });
});

describe("before jose is asked", () => {
  const [header = "", payload = "", mac = ""] = sound.split(".");
  // The last character of 32 bytes carries two spare bits.
  const spare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const spareBits = mac.slice(0, -1) + spare[spare.indexOf(mac.slice(-1)) + 1];

  it.each([
    ["padding", `${header}.${payload}.${mac}=`],
    ["spare bits", `${header}.${payload}.${spareBits}`],
    ["white space", `${header}.${payload}.${mac} `],
    ["a payload that is no base64url", `${header}.e30 .${mac}`],
    ["no signature", `${header}.${payload}.`],
    ["a fourth part", `${sound}.`],
    ["two algorithms", hs256('{"alg":"none","alg":"HS256"}')],
    ["another case", hs256('{"alg":"hs256"}')],
    ["crit", hs256('{"alg":"HS256","crit":["b64"],"b64":true}')],
    ["b64", hs256('{"alg":"HS256","b64":true}')],
    ["a header that is no object", hs256('["HS256"]')],
  ])("%s is refused", async (_, jws) => {
    expect(await verifyJws(jws, key)).toBe(false);
    expect(flattenedVerify).not.toHaveBeenCalled();
  });

  it.each([
    ["for encryption", { ...key, use: "enc" }],
    ["that may only sign", { ...key, key_ops: ["sign"] }],
    ["for another algorithm", { ...key, alg: "HS512" }],
    ["of another type", { kty: "RSA", n: key.k, e: "AQAB" }],
    ["of no length", { kty: "oct", k: "" }],
    ["without text", { kty: "oct", k: 7 }],
  ])("a key %s is refused", async (_, jwk) => {
    expect(await verifyJws(sound, jwk)).toBe(false);
    expect(flattenedVerify).not.toHaveBeenCalled();
  });
});

describe("RSA keys under 2048 bits", () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const exported = parseStrictJson(JSON.stringify(pair.publicKey.export({ format: "jwk" })));
  const jwk: JsonObject = exported.ok && isStrictObject(exported.value) ? exported.value : {};

  it.each(["RS256", "PS256"])("are verified without jose, which refuses them: %s", async (alg) => {
    const input = `${base64(`{"alg":"${alg}"}`)}.${base64("{}")}`;
    const padding = alg === "PS256" ? { padding: 6, saltLength: 32 } : {};
    const mac = sign("sha256", Buffer.from(input), { key: pair.privateKey, ...padding });
    expect(await verifyJws(`${input}.${mac.toString("base64url")}`, jwk)).toBe(true);
    mac[0] = (mac[0] ?? 0) ^ 1;
    expect(await verifyJws(`${input}.${mac.toString("base64url")}`, jwk)).toBe(false);
    expect(flattenedVerify).not.toHaveBeenCalled();
  });
});

it("throws when jose fails for any other reason, and never calls that a mismatch", async () => {
  vi.mocked(flattenedVerify).mockRejectedValueOnce(new TypeError("no such key"));
  await expect(verifyJws(sound, key)).rejects.toThrow(TypeError);
});
