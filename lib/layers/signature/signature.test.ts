import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { testInput } from "../shared/test-context";
import { signature } from "./signature";
import { base64, contextOf, evidence, held, outcome, payload, secret } from "./test-signature";

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

it("says how far it is in a long list of secrets", async () => {
  const wordList = Array.from({ length: 30_000 }, (_, index) => `word ${index}`);
  const context = contextOf(testJwt({ payload, secret: "word 29999" }), { keys: { wordList } });
  expect(await context.run()).toMatchObject({ status: "fail", codes: ["signature/known-secret", "signature/no-key"] });
  expect(context.doings).toEqual(["trying secrets of the word list: 25,000 of 30,000"]);
  expect(context.facts["words-tried"]).toBe("30,000");
});

it("shows neither token nor secret in findings and facts", async () => {
  const raw = testJwt({ header: { kid: "k".repeat(200) }, payload, secret: "another, of thirty-two characters" });
  const context = contextOf(raw, held);
  await context.run();
  const printed = JSON.stringify([context.findings, context.facts]);
  for (const part of [...raw.split("."), secret, "k".repeat(65)]) expect(printed).not.toContain(part);
});
