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

  it("changes one byte of an unsigned payload and leaves it JSON", () => {
    const raw = unsignedToken(testToken(testJwt({ payload })));
    const altered = testToken(tampered(raw));
    expect(altered.jwt?.faults).toEqual([]);
    expect(altered.jwt?.payload).toMatchObject({ id: "91a35282", uuid: "9f1c" });
  });

  it("replaces only the tag of a JWE", () => {
    const raw = `${base64('{"alg":"dir","enc":"A256GCM"}')}..aaaa.bbbb.${"c".repeat(22)}`;
    const altered = tampered(raw).split(".");
    expect(altered.slice(0, 4)).toEqual(raw.split(".").slice(0, 4));
    expect(altered[4]).toHaveLength(22);
  });

  it("keeps the first half and the alphabet of other tokens", () => {
    const key = tampered("qk_1234567890abcdefABCDEF-0000-wxyz");
    expect(key).toMatch(/^qk_1234567890abcd/);
    const hex = tampered("0123456789abcdef0123456789abcdef");
    expect(hex).toMatch(/^0123456789abcdef[0-9][0-9]{9}[a-f]{6}$/);
    expect(tampered("AAAA-BBBB-CCCC-9999")).toMatch(/^AAAA-BBBB-[A-Z]{4}-[0-9]{4}$/);
  });
});

describe("forgeToken", () => {
  it("signs the same claims with another secret", async () => {
    const token = testToken(testJwt({ header: { alg: "HS512", kid: "k" }, payload }));
    expect(await forgeToken(token, "test-secret")).toBe(testJwt({ payload, secret: "test-secret" }));
  });

  it("refuses tokens without claims", async () => {
    await expect(forgeToken(testToken("qk_1"), "test-secret")).rejects.toThrow(TypeError);
  });
});
