import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "./base64url";
import { forgeToken, tamperToken, unsignedToken } from "./tamper-token";
import { testJwt, testToken } from "./test-jwt";

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const zeros = (bytes: number) => new Uint8Array(bytes);
const base64 = (text: string) => encodeBase64url(new TextEncoder().encode(text));
const tampered = (raw: string, source = random) => tamperToken(testToken(raw), source);
const payload = { id: "81a35282", uuid: "9f1c", exp: 2_000_000_000 };

describe("tamperToken", () => {
  it("never gives the original, and always its length", () => {
    const visible = fc.constantFrom(..."aZ09-_.~+/=xYf");
    const token = fc.oneof(
      fc.string({ unit: visible, minLength: 1, maxLength: 40 }),
      fc.string({ unit: visible, maxLength: 20 }).map((end) => `eyJhbGciOiJIUzI1NiJ9.e30.${end}`),
      fc.string({ unit: visible, maxLength: 20 }).map((end) => `eyJhbGciOiJub25lIn0.${end}.`),
      fc.string({ unit: visible, maxLength: 20 }).map((end) => `${base64('{"enc":"x"}')}..a.b.${end}`),
    );
    fc.assert(
      fc.property(token, fc.constantFrom(random, zeros), (raw, source) => {
        fc.pre(!/^["'`]|["'`]$/.test(raw));
        const altered = tampered(raw, source);
        expect(altered).toHaveLength(raw.length);
        expect(altered).not.toBe(raw);
      }),
      { numRuns: 2000 },
    );
  });

  it("replaces the whole signature of a JWT, canonically, and keeps header and payload", () => {
    const raw = testJwt({ payload });
    const altered = testToken(tampered(raw));
    expect(altered.jwt?.faults).toEqual([]);
    const [before, after] = [raw.split("."), altered.raw.reveal().split(".")];
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]?.slice(0, 6)).not.toBe(before[2]?.slice(0, 6));
    expect(after[2]?.slice(-6)).not.toBe(before[2]?.slice(-6));
  });

  it("differs even when the random bytes are the signature itself", () => {
    const raw = testJwt({ payload });
    const signature = Buffer.from(raw.split(".")[2] ?? "", "base64url");
    expect(tampered(raw, () => new Uint8Array(signature))).not.toBe(raw);
  });

  it("differs however the random bytes fall", () => {
    const signature = new Uint8Array([1, 2, 3, 4]);
    const raw = `eyJhbGciOiJIUzI1NiJ9.e30.${encodeBase64url(signature)}`;
    const almost = Uint8Array.from([0, 2, 3, 4]);
    expect(tampered(raw, () => signature)).toBe(`eyJhbGciOiJIUzI1NiJ9.e30.${encodeBase64url(almost)}`);
    expect(tampered(raw, () => almost)).not.toBe(raw);
    expect(tampered("eyJhbGciOiJIUzI1NiJ9.e30.AAAAA", zeros)).toBe("eyJhbGciOiJIUzI1NiJ9.e30.BAAAA");
    expect(tampered("eyJhbGciOiJIUzI1NiJ9.e30.BAAAA", zeros)).toBe("eyJhbGciOiJIUzI1NiJ9.e30.AAAAA");
  });

  it.each([
    ['{"id":"z9","uuid":"z"}', '{"id":"a9","uuid":"z"}'],
    ['{"exp":1, "id" : "9"}', '{"exp":1, "id" : "0"}'],
    ['{"id":"Zoe"}', '{"id":"Aoe"}'],
    ['{"aaaa":1}', '{"aaa`":1}'],
  ])("changes one byte of the unsigned payload %s, inside a text where there is one", (text, altered) => {
    expect(tampered(`eyJhbGciOiJub25lIn0.${base64(text)}.`)).toBe(`eyJhbGciOiJub25lIn0.${base64(altered)}.`);
  });

  it("changes one character of an unsigned payload that cannot be read", () => {
    expect(tampered("eyJhbGciOiJub25lIn0.A+++.")).toBe("eyJhbGciOiJub25lIn0.B+++.");
    expect(tampered("eyJhbGciOiJub25lIn0._+++.")).toBe("eyJhbGciOiJub25lIn0.A+++.");
  });

  it("leaves an altered unsigned payload in its form", () => {
    const altered = testToken(tampered(unsignedToken(testToken(testJwt({ payload })))));
    expect(altered.jwt?.faults).toEqual([]);
    expect(altered.jwt?.payload).toMatchObject({ id: "91a35282", uuid: "9f1c" });
  });

  it("replaces only the tag of a JWE", () => {
    const raw = `${base64('{"alg":"dir","enc":"A256GCM"}')}..aaaa.bbbb.${"c".repeat(22)}`;
    const altered = tampered(raw).split(".");
    expect(altered.slice(0, 4)).toEqual(raw.split(".").slice(0, 4));
    expect(altered[4]).toHaveLength(22);
  });

  /** Picks the 25th letter of the alphabet, the 5th digit and the 1st of the hex letters. */
  const same = (bytes: number) => new Uint8Array(bytes).fill(24);

  it.each([
    ["qk_1234567890abcdEFGH-00..wxyz", "qk_1234567890abyyYYYY-44..yyyy"],
    ["0123456789abcdef0123456789abcdef", "0123456789abcdef4444444444aaaaaa"],
    ["00000000-beef-11", "00000000-aaaa-44"],
    ["00000000-BEEF-11", "00000000-AAAA-44"],
    ["00000000beefBEEF", "00000000yyyyYYYY"],
    ["00000000zzzzbeef", "00000000yyyyyyyy"],
    ["00000000beefzzzz", "00000000yyyyyyyy"],
    ["00000000ZZZZBEEF", "00000000YYYYYYYY"],
    ["00000000BEEFZZZZ", "00000000YYYYYYYY"],
    ["abcd.efgh.ijklmn", "abcd.efgy.yyyyyy"],
    ["eyJhbGciOiJIUzI1NiJ9", "eyJhbGciOiYYYyY4YyY4"],
  ])("keeps the first half of %s, and replaces the second in its own alphabet", (raw, altered) => {
    expect(tampered(raw, same)).toBe(altered);
  });

  it.each([
    ["aaaaaaaa", "aaaabaaa"],
    ["aaaa..aa", "aaaa..ba"],
    ["0000AAAA", "0000BAAA"],
    ["--------", "-------_"],
    ["________", "_______-"],
    ["........", ".......-"],
  ])("gives another token than %s even when the random half is the same", (raw, altered) => {
    expect(tampered(raw, zeros)).toBe(altered);
  });
});

describe("forgeToken", () => {
  it("signs the same claims with another secret", async () => {
    const token = testToken(testJwt({ header: { alg: "HS512", kid: "k" }, payload }));
    expect(await forgeToken(token, "test-secret")).toBe(testJwt({ payload, secret: "test-secret" }));
  });

  it.each([
    ["an API key", "qk_1"],
    ["a JWE", `${base64('{"alg":"dir","enc":"A256GCM"}')}..aaaa.bbbb.cccc`],
    ["a header alone", "eyJhbGciOiJIUzI1NiJ9"],
  ])("refuses %s: it has no claims to sign", async (_, raw) => {
    await expect(forgeToken(testToken(raw), "test-secret")).rejects.toThrow("Only a JWT has claims");
    expect(() => unsignedToken(testToken(raw))).toThrow(TypeError);
  });
});

describe("unsignedToken", () => {
  it("keeps the claims, byte for byte, and drops the signature", () => {
    const raw = testJwt({ payload: '{ "id" : "a" }' });
    expect(unsignedToken(testToken(raw))).toBe(`${base64('{"alg":"none","typ":"JWT"}')}.${raw.split(".")[1]}.`);
  });
});
