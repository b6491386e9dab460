import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/token/strict-json";
import { testJwt } from "@/lib/token/test-jwt";
import { testAnswer } from "../shared/test-context";
import { testCertificate } from "./test-certificate";
import { jwk, signed, thumbprint } from "./test-key-pairs";
import { contextOf, evidence, outcome, payload } from "./test-signature";

describe("signature with a key set", () => {
  it("tries each key that fits when the token names none", async () => {
    expect(await outcome(signed("RS256", "rsa"), { jwks: [jwk("other"), jwk("rsa")] })).toEqual(["pass"]);
    expect(await outcome(signed("RS256", "rsa"), { jwks: [jwk("rsa"), jwk("p256")] })).toEqual(["pass"]);
    const setup = { jwks: [jwk("other"), jwk("third")] };
    expect(await outcome(signed("RS256", "rsa"), setup)).toEqual(["fail", "mismatch"]);
    expect((await evidence(signed("RS256", "rsa"), setup))?.detail).toBe(
      "none of the 2 keys of the set that fit made this signature",
    );
  });

  it("counts the same key once, and reads past what is no key", async () => {
    const twice = [jwk("rsa", { kid: "k" }), jwk("rsa", { kid: "k" })];
    expect(await outcome(signed("RS256", "rsa", { kid: "k" }), { jwks: twice })).toEqual(["pass"]);
    const beside = [{ kty: "RSA", kid: "k" }, jwk("rsa", { kid: "k" }), { kty: "EC", crv: "P-256", x: "AA", y: "AA" }];
    expect(await outcome(signed("RS256", "rsa", { kid: "k" }), { jwks: beside })).toEqual(["pass"]);
  });

  it("passes where one of two keys under one id verifies, and warns that there are two", async () => {
    const jwks = [jwk("other", { kid: "k" }), jwk("rsa", { kid: "k" })];
    const context = contextOf(signed("RS256", "rsa", { kid: "k" }), { jwks });
    expect(await context.run()).toMatchObject({ status: "pass", codes: ["signature/ambiguous-key"] });
    expect(context.findings[0]).toMatchObject({
      effect: "warn",
      evidence: {
        detail: "2 different keys have the token's key id",
        kid: "k",
        thumbprints: [thumbprint("other"), thumbprint("rsa")],
      },
    });
    expect(context.facts).toMatchObject({ "checked-with": "RSA 2048 public key", "key-thumbprint": thumbprint("rsa") });
    const neither = contextOf(signed("RS256", "third", { kid: "k" }), { jwks });
    expect(await neither.run()).toMatchObject({
      status: "fail",
      codes: ["signature/mismatch", "signature/ambiguous-key"],
    });
    expect(neither.findings[0]?.evidence.detail).toBe("none of the 2 keys that the token names made this signature");
    expect(neither.facts).toMatchObject({ "checked-with": "2 public keys of the key set" });
    expect(neither.facts).not.toHaveProperty("key-thumbprint");
  });

  it("tries the key without an id where the token's is unknown", async () => {
    const raw = signed("RS256", "rsa", { kid: "k" });
    expect(await outcome(raw, { jwks: [jwk("rsa")] })).toEqual(["pass"]);
    expect(await outcome(raw, { jwks: [jwk("other")] })).toEqual(["fail", "mismatch"]);
    expect(await outcome(raw, { jwks: [jwk("other", { kid: "old" }), jwk("rsa")] })).toEqual(["pass"]);
    const rotated = { jwks: [jwk("third", { kid: "old" }), jwk("other")] };
    expect(await outcome(raw, rotated)).toEqual(["fail", "key-not-found"]);
    expect((await evidence(raw, rotated))?.detail).toContain("none without one verifies it");
  });

  it("leaves open what seventeen keys come to", async () => {
    const jwks = Array.from({ length: 17 }, () =>
      generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }),
    );
    expect(await outcome(signed("ES256", "p256"), { jwks })).toEqual(["inconclusive", "not-verifiable"]);
    const known = [...jwks.slice(0, 15), jwk("p256")];
    expect(await outcome(signed("ES256", "p256"), { jwks: known })).toEqual(["pass"]);
  });

  it("verifies with a certificate of the operator's key set, named by x5t alone", async () => {
    const { x5c, x5t, token, thumbprint: wanted } = testCertificate;
    for (const entry of [{ x5c }, { kty: "EC", x5c }, { x5c, x5t }]) {
      const context = contextOf(token, { jwks: [jwk("p256", { x5t: "other" }), entry] });
      expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
      expect(context.facts["key-thumbprint"]).toBe(wanted);
    }
  });

  it("takes one JWK in place of a set", async () => {
    const answer = testAnswer(200, jwk("rsa", { kid: "other" }));
    expect(await outcome(signed("RS256", "rsa"), { jwks: answer })).toEqual(["pass"]);
    expect(await outcome(signed("RS256", "rsa", { kid: "k" }), { jwks: answer })).toEqual(["fail", "key-not-found"]);
  });

  describe("JWKs that the operator holds", () => {
    const asJwks = (...keys: readonly JsonObject[]) => ({ keys: { publicJwks: keys } });

    it("are tried whatever id a single one bears", async () => {
      const raw = signed("RS256", "rsa", { kid: "k", x5t: "t" });
      const named = { ...jwk("rsa", { kid: "mine", x5t: "a", "x5t#S256": "b" }) };
      expect(await outcome(raw, asJwks(named))).toEqual(["pass"]);
      expect(await outcome(signed("RS256", "rsa", { "x5t#S256": "t" }), asJwks(named))).toEqual(["pass"]);
    });

    it("are a set like any other where there are several", async () => {
      const set = asJwks(jwk("other", { kid: "a" }), jwk("rsa", { kid: "b" }));
      expect(await outcome(signed("RS256", "rsa", { kid: "b" }), set)).toEqual(["pass"]);
      expect(await outcome(signed("RS256", "rsa", { kid: "a" }), set)).toEqual(["fail", "mismatch"]);
      expect(await outcome(signed("RS256", "rsa", { kid: "c" }), set)).toEqual(["fail", "key-not-found"]);
      expect(await outcome(testJwt({ payload }), set)).toEqual(["fail", "alg-not-allowed"]);
    });

    it("make the target's key set needless", async () => {
      const context = contextOf(signed("RS256", "rsa"), { ...asJwks(jwk("rsa")), jwks: [jwk("other")] });
      expect(await context.run()).toMatchObject({ status: "pass" });
      expect(context.sent).toEqual([]);
    });
  });
});
