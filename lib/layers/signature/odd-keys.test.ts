import { createHash, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "@/lib/token/base64url";
import { testJwt } from "@/lib/token/test-jwt";
import { testFailure } from "../shared/test-context";
import { jwk, pem, privateKeyOf, signed } from "./test-key-pairs";
import { ROCA_MODULUS } from "./test-roca-key";
import { base64, contextOf, evidence, held, outcome, payload } from "./test-signature";
import { verifyJws } from "./verify-jws";

describe("signature with keys and tokens that are out of the ordinary", () => {
  describe("a token that only its resource can verify", () => {
    /** Signed over the header with the digest of the nonce, as Microsoft does it. */
    function graphToken(name: string): string {
      const nonce = "s4fOBBjdGUMJPQ1rOTUDSQ5mVLHZ9J1rW0LqYzXkQxw";
      const hashed = createHash("sha256").update(nonce).digest("base64url");
      const [, body = "", mac = ""] = signed("RS256", name, { nonce: hashed, kid: "k", x5t: "k" }).split(".");
      return `${base64(JSON.stringify({ alg: "RS256", nonce, kid: "k", x5t: "k" }))}.${body}.${mac}`;
    }

    it("is no mismatch", async () => {
      const context = contextOf(graphToken("rsa"), { jwks: [jwk("rsa", { kid: "k", x5t: "k" })] });
      expect(await context.run()).toMatchObject({ status: "inconclusive", codes: ["signature/not-verifiable"] });
      expect(context.findings[0]?.evidence.detail).toContain("nonce");
      expect(context.outputs.size).toBe(0);
    });

    it("is no rotated key either, and hides no weak one", async () => {
      expect(await outcome(graphToken("rsa"), { jwks: [jwk("rsa", { kid: "o" })] })).toEqual([
        "inconclusive",
        "not-verifiable",
      ]);
      expect(await outcome(graphToken("weak"), { keys: { publicKeyPem: pem("weak") } })).toEqual([
        "inconclusive",
        "not-verifiable",
        "weak-key",
      ]);
    });

    it("passes where it verifies as it is, and a secret's token is judged as ever", async () => {
      expect(await outcome(signed("RS256", "rsa", { nonce: "n" }), { jwks: [jwk("rsa")] })).toEqual(["pass"]);
      const other = testJwt({ header: { nonce: "n" }, payload, secret: "another, of thirty-two characters" });
      expect(await outcome(other, held)).toEqual(["fail", "mismatch"]);
      expect(await outcome(signed("RS256", "rsa", { nonce: 7 }), { jwks: [jwk("other")] })).toEqual([
        "fail",
        "mismatch",
      ]);
    });

    it("does not hide that the key set cannot be had, or that the key is of another kind", async () => {
      const raw = graphToken("rsa");
      expect(await outcome(raw, { jwks: testFailure("timeout") })).toEqual(["inconclusive", "keys-unreachable"]);
      expect(await outcome(raw, { keys: { publicKeyPem: pem("p256") } })).toEqual(["fail", "alg-not-allowed"]);
    });
  });

  it.each([
    ["ES256", "p256"],
    ["ES512", "p521"],
  ])("says that an %s signature is in DER, and whether the key made it", async (alg, name) => {
    const [input = ""] = /^[^.]+\.[^.]+/.exec(signed(alg, name)) ?? [];
    const key = privateKeyOf(name);
    const der = `${input}.${encodeBase64url(sign(`sha${alg.slice(2)}`, Buffer.from(input), { key, dsaEncoding: "der" }))}`;
    const setup = { keys: { publicKeyPem: pem(name) } };
    expect(await outcome(der, setup)).toEqual(["fail", "mismatch"]);
    expect(await evidence(der, setup)).toEqual({
      detail: "signature is DER-encoded; JWS wants r||s (RFC 7518 §3.4)",
      verifiesAsDer: true,
    });
    const strangers = generateKeyPairSync("ec", { namedCurve: name === "p256" ? "P-256" : "P-521" }).publicKey;
    expect(await evidence(der, { jwks: [strangers.export({ format: "jwk" })] })).toMatchObject({
      verifiesAsDer: false,
    });
  });

  it("does not call DER what only looks so under another algorithm", async () => {
    const [input = ""] = /^[^.]+\.[^.]+/.exec(signed("RS256", "rsa")) ?? [];
    const raw = `${input}.${encodeBase64url(Buffer.from("3006020101020102", "hex"))}`;
    expect((await evidence(raw, { keys: { publicKeyPem: pem("rsa") } }))?.detail).toContain("did not make");
  });

  it("warns of a key that ROCA breaks, and verifies with it", async () => {
    // Test 7 of Wycheproof's json_web_key_test.json, whose payload is no JSON.
    const raw =
      "eyJhbGciOiJSUzI1NiIsImtpZCI6ImtpZC1yc2Etcm9jYS1zaWduIn0.Zm9v.AF_6dFYBEaaI5OlOehaktwYarwKZwFFeKTNwz9ar6ntNh4k8oeQwiODJqT1nnX2KhrWMUc80JJIdaCq3y7wOSmlPrqRgrL5r9xqfQdokirCuynoq4Lbi226VlZmijmkyYtSeEbzvkhyjbY8cDQF_c2DMMQG8FBRNJPOSTxi_I75Twj0877G-16i3bAWcvFxcNKGQzSQNcp5Lvh15N2I3PDM5W7HaFwPO0drzLR9dsDW9uDCqHvMMyshC7rgZdqfXpkaJL8Whn_mUScnLxS7J-2wVt9xKY3LpR97HoanIK-rcqYS_eq9hY_65te4qbwPCtQMjipIgIGo9HZrNRomAB1c";
    const roca = { kty: "RSA", n: ROCA_MODULUS, e: "AQAB", kid: "kid-rsa-roca-sign" };
    const context = contextOf(raw, { jwks: [roca] });
    expect((await context.run()).codes).toEqual(["signature/malformed", "signature/weak-key"]);
    expect(context.findings[1]?.evidence.detail).toContain("ROCA");
    expect(context.facts).toHaveProperty("key-thumbprint");
    // Strictly read, such a key verifies nothing.
    expect(await verifyJws(raw, roca)).toBe(false);
  });

  it("lets nothing pass by an exponent of one, with which anybody can sign", async () => {
    // The padded digest is its own signature under that exponent.
    const input = `${base64(JSON.stringify({ alg: "RS256", kid: "k" }))}.${base64(JSON.stringify(payload))}`;
    const digest = createHash("sha256").update(input).digest();
    const tail = Buffer.concat([Buffer.from("003031300d060960864801650304020105000420", "hex"), digest]);
    const forged = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(254 - tail.length, 0xff), tail]);
    const raw = `${input}.${encodeBase64url(forged)}`;
    const one = { ...jwk("rsa", { kid: "k" }), e: "AQ" };
    expect(await outcome(raw, { jwks: [one] })).toEqual(["fail", "key-not-found", "weak-key"]);
    const publicKeyPem = String(createPublicKey({ key: one, format: "jwk" }).export({ type: "spki", format: "pem" }));
    expect(await outcome(raw, { keys: { publicKeyPem } })).toEqual(["inconclusive", "weak-key", "not-verifiable"]);
    expect(await verifyJws(raw, one)).toBe(false);
  });
});
