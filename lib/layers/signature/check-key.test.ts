import { createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { createTestContext, testAnswer, testInput } from "../shared/test-context";
import { checkKey, type HeldKeys, heldKeys, holdsKey, keySetUrl } from "./check-key";
import { keyThumbprint } from "./key-thumbprint";
import { signature } from "./signature";

const jwksUrl = "https://issuer.test/jwks.json";
const payload = { id: "4ad3c1", uuid: "b1", exp: 2_000_000_000 };
const nothing: HeldKeys = { secret: null, pem: null, jwks: null, jwksUrl: null };
const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = String(p256.publicKey.export({ type: "spki", format: "pem" }));
const secret = "a secret of thirty-two characters";

function es256(key = p256.privateKey): string {
  const [input = ""] = /^[^.]+\.[^.]+/.exec(testJwt({ header: { alg: "ES256" }, payload })) ?? [];
  return `${input}.${sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

async function checked(raw: string, keys: Partial<HeldKeys>) {
  const { jwt } = testToken(raw);
  if (jwt === null) throw new Error("no JWT");
  const context = createTestContext({ layer: signature });
  const check = await checkKey(context.context, jwt, { ...nothing, ...keys });
  return check === null ? null : { ...check, flaws: check.flaws.map(({ reason, detail }) => `${reason}: ${detail}`) };
}

describe("the keys of a run", () => {
  it.each([
    [{}, nothing],
    [{ secret: new Secret("s") }, { ...nothing, secret: "s" }],
    [{ secret: new Secret(` \n${pem}`) }, { ...nothing, pem: ` \n${pem}` }],
    [{ secret: new Secret(`the key is ${pem}`) }, { ...nothing, secret: `the key is ${pem}` }],
    [{ publicKeyPem: pem }, { ...nothing, pem }],
    [
      { publicKeyPem: pem, secret: new Secret("-----BEGIN OTHER") },
      { ...nothing, pem },
    ],
  ])("are told apart by what they may verify (%#)", (keys, held) => {
    expect(heldKeys(testInput({ keys }))).toEqual(held);
    expect(holdsKey(heldKeys(testInput({ keys })))).toBe(held !== nothing);
  });

  it("are JWKs too", () => {
    const publicJwks = [{ kty: "EC" }];
    expect(heldKeys(testInput({ keys: { publicJwks } }))).toEqual({ ...nothing, jwks: publicJwks });
    expect(holdsKey({ ...nothing, jwks: publicJwks })).toBe(true);
  });

  it("are the target's key set too", () => {
    expect(heldKeys(testInput({ target: { jwksUrl } }))).toEqual({ ...nothing, jwksUrl });
    expect(holdsKey({ ...nothing, jwksUrl })).toBe(true);
  });
});

describe("the key set", () => {
  const symmetric = testToken(testJwt({ payload }));
  const asymmetric = testToken(es256());
  const jwe = testToken("eyJhbGciOiJSUzI1NiIsImVuYyI6IkEyNTZHQ00ifQ..AAAA.AAAA.AAAA");

  it.each([
    ["a token signed with a private key", asymmetric, { jwksUrl }, jwksUrl],
    ["a token without a header", testToken("eyJhbGciOi...AAAA.AAAA"), { jwksUrl }, null],
    ["one, where a key file is named", asymmetric, { jwksUrl, pem }, null],
    ["one, where JWKs are held", asymmetric, { jwksUrl, jwks: [] }, null],
    ["one, where no set is named", asymmetric, {}, null],
    ["a token signed with a secret", symmetric, { jwksUrl }, null],
    ["an algorithm that there is not", testToken(testJwt({ header: { alg: "RS1" } })), { jwksUrl }, null],
    ["an encrypted token", jwe, { jwksUrl }, null],
    ["an API key", testToken("qk_of_nobody"), { jwksUrl }, null],
    ["no token", null, { jwksUrl }, null],
  ])("is asked for %s or not", (_, token, keys, url) => {
    expect(keySetUrl(token, { ...nothing, ...keys })).toBe(url);
  });
});

describe("checking one signature", () => {
  it.each([
    ["HS256", secret, []],
    ["HS256", "s".repeat(32), []],
    ["HS256", "s".repeat(31), ["weak-key: HMAC secret"]],
    ["HS384", "s".repeat(47), ["weak-key: HMAC secret"]],
    ["HS384", "s".repeat(48), []],
    ["HS512", "s".repeat(63), ["weak-key: HMAC secret"]],
    ["HS512", "s".repeat(64), []],
    ["HS256", "ß".repeat(16), []],
  ])("%s with the secret %s", async (alg, configured, flaws) => {
    const raw = testJwt({ header: { alg }, payload, secret: configured });
    const bits = Buffer.byteLength(configured) * 8;
    const checkedWith = `HMAC secret (${bits} bits)`;
    expect(await checked(raw, { secret: configured })).toEqual({ matched: true, flaws, checkedWith, thumbprint: null });
  });

  it("says how long a weak secret is, and how long it should be", async () => {
    const { jwt } = testToken(testJwt({ payload, secret: "short" }));
    const context = createTestContext({ layer: signature });
    const check = jwt === null ? null : await checkKey(context.context, jwt, { ...nothing, secret: "short" });
    expect(check?.flaws).toEqual([{ reason: "weak-key", detail: "HMAC secret", evidence: { bits: 40, wanted: 256 } }]);
  });

  it.each([
    [
      "another secret",
      secret,
      "another secret of enough characters",
      "the configured secret gives a different signature",
    ],
    ["a line break less", `${secret}\n`, secret, "it matches without the white space around the configured secret"],
    ["a line break more", secret, `${secret}\n`, "it matches when the configured secret ends with a line break"],
    ["double quotes", `"${secret}"`, secret, "it matches without the quotes around the configured secret"],
    [
      "single quotes and white space",
      ` '${secret}' `,
      secret,
      "it matches without the quotes around the configured secret",
    ],
    ["quotes around two lines", `"${secret}\n${secret}"`, `${secret}\n${secret}`, "it matches without the quotes"],
    ["quotes of two kinds", `"${secret}'`, secret, "the configured secret gives a different signature"],
    ["quotes inside", `x"${secret}"`, `x${secret}`, "the configured secret gives a different signature"],
    ["quotes that go on", `"${secret}"x`, `${secret}x`, "the configured secret gives a different signature"],
    [
      "quotes around another secret",
      `"${secret.slice(1)}"`,
      secret,
      "the configured secret gives a different signature",
    ],
    ["base64", Buffer.from(`~${secret}`).toString("base64"), `~${secret}`, "decoded from base64 first"],
    [
      "base64 after white space",
      ` ${Buffer.from(`~${secret}`).toString("base64")}`,
      `~${secret}`,
      "decoded from base64",
    ],
    ["hex", Buffer.from(secret).toString("hex"), secret, "decoded from hex first"],
    ["upper-case hex", Buffer.from(secret).toString("hex").toUpperCase(), secret, "decoded from hex first"],
    ["hex with a word before it", `x${Buffer.from(secret).toString("hex")}`, secret, "gives a different signature"],
    ["hex with half a byte after it", `${Buffer.from(secret).toString("hex")}a`, secret, "gives a different signature"],
  ])("explains a mismatch where it can: %s", async (_, configured, used, why) => {
    const check = await checked(testJwt({ payload, secret: used }), { secret: configured });
    expect(check?.matched).toBe(false);
    expect(check?.flaws).toEqual([expect.stringMatching(/^mismatch: /)]);
    expect(check?.flaws[0]).toContain(why);
  });

  it("warns of a short RSA key by its bits, whether or not it fits", async () => {
    const n = Buffer.alloc(128, 0xff).toString("base64url");
    const weak = createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
    const { jwt } = testToken(testJwt({ header: { alg: "RS256" }, payload }));
    const context = createTestContext({ layer: signature });
    const keys = { ...nothing, pem: String(weak.export({ type: "spki", format: "pem" })) };
    expect(jwt === null ? null : await checkKey(context.context, jwt, keys)).toEqual({
      matched: false,
      checkedWith: "RSA 1024 public key",
      thumbprint: null,
      flaws: [
        { reason: "mismatch", detail: "the RSA 1024 key did not make this signature" },
        { reason: "weak-key", detail: "RSA key", evidence: { bits: 1024, wanted: 2048 } },
      ],
    });
  });

  it("with the bytes of a symmetric JWK goes by them, and guesses nothing else", async () => {
    const bytes = Buffer.from("a secret of thirty-two characters, encoded").toString("base64url");
    const keys = heldKeys(testInput({ keys: { secret: new Secret(bytes), secretIs: "base64url" } }));
    const raw = testJwt({ payload, secret: "a secret of thirty-two characters, encoded" });
    expect(await checked(raw, keys)).toMatchObject({ matched: true, flaws: [], checkedWith: "HMAC secret (336 bits)" });
    expect(await checked(testJwt({ payload, secret: bytes }), keys)).toMatchObject({
      matched: false,
      flaws: ["mismatch: the configured secret gives a different signature"],
    });
  });

  it("with a key set that cannot be had says why, and with which status", async () => {
    const { jwt } = testToken(es256());
    const context = createTestContext({ layer: signature, send: () => testAnswer(404, "{}") });
    expect(jwt === null ? null : await checkKey(context.context, jwt, { ...nothing, jwksUrl })).toEqual({
      matched: false,
      checkedWith: null,
      thumbprint: null,
      flaws: [{ reason: "keys-unreachable", detail: "HTTP status 404", evidence: { status: 404 } }],
    });
  });

  it("with a public key says which it was", async () => {
    expect(await checked(es256(), { pem })).toEqual({
      matched: true,
      flaws: [],
      checkedWith: "EC P-256 public key",
      thumbprint: keyThumbprint(p256.publicKey),
    });
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    expect(await checked(es256(other), { pem })).toEqual({
      matched: false,
      flaws: ["mismatch: the EC P-256 key did not make this signature"],
      checkedWith: "EC P-256 public key",
      thumbprint: null,
    });
  });

  it.each([
    [
      "a token for a secret, and only a public key",
      testJwt({ payload }),
      { pem },
      "alg-not-allowed: HS256 needs a shared secret",
    ],
    [
      "a token for a secret, and only a key set",
      testJwt({ payload }),
      { jwksUrl },
      "alg-not-allowed: HS256 needs a shared",
    ],
    ["a token for a public key, and only a secret", es256(), { secret }, "alg-not-allowed: ES256 needs a public key"],
    ["a PEM that is none", es256(), { pem: "-----BEGIN" }, "key-not-found: the configured public key cannot be read"],
    [
      "a key of another type",
      testJwt({ header: { alg: "RS256" }, payload }),
      { pem },
      "alg-not-allowed: RS256 does not match a key of type EC P-256",
    ],
  ])("tries no key for %s", async (_, raw, keys, why) => {
    const check = await checked(raw, keys);
    expect(check).toMatchObject({ matched: false, checkedWith: null });
    expect(check?.flaws[0]).toContain(why);
  });

  it.each([
    ["no header", "AAAA.e30.AAAA"],
    ["no known algorithm", testJwt({ header: { alg: "hs256" }, payload })],
    ["a critical header", testJwt({ header: { crit: ["x"] }, payload })],
    ["padding", `${testJwt({ payload })}=`],
  ])("checks nothing of a token with %s", async (_, raw) => {
    expect(await checked(raw, { secret, pem })).toBeNull();
  });
});
