import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { createTestContext, testInput } from "../shared/test-context";
import { signature } from "./signature";

const secret = "a secret of thirty-two characters";
const payload = { id: "4ad3c1", uuid: "b1", exp: 2_000_000_000 };
const held = { secret: new Secret(secret) };
const hybrid = (inside: string) => testJwt({ payload: { sub: "a", role_arn: "r", catalog_token: inside }, secret });

async function run(raw: string | null, input: Parameters<typeof testInput>[0] = {}) {
  const token = raw === null ? null : testToken(raw);
  const context = createTestContext({ layer: signature, input: testInput({ token, ...input }) });
  return { ...(await context.run()), facts: context.facts, findings: context.findings, outputs: context.outputs };
}

describe("what the opened layer shows of the signature", () => {
  it("is the algorithm, the key id and what it was checked with", async () => {
    const { facts, summary } = await run(testJwt({ header: { kid: "k1" }, payload }), { keys: held });
    expect(facts).toEqual({ algorithm: "HS256", "key-id": "k1", "checked-with": "HMAC secret (264 bits)" });
    expect(summary).toBe("signed with the configured key: HMAC secret (264 bits), HS256");
  });

  it("is how the configured key was read, where that was not plain", async () => {
    const readAs = ["decoded from UTF-16"];
    const { facts } = await run(testJwt({ payload }), { keys: { ...held, readAs } });
    expect(facts["key-read-as"]).toEqual(readAs);
    expect((await run(testJwt({ payload }), { keys: { ...held, readAs: [] } })).facts).not.toHaveProperty(
      "key-read-as",
    );
  });

  it("is no more than 64 characters of a key id, and none that is no text", async () => {
    expect((await run(testJwt({ header: { kid: "k".repeat(65) }, payload }))).facts["key-id"]).toBe("k".repeat(64));
    expect((await run(testJwt({ header: { kid: 7 }, payload }))).facts).not.toHaveProperty("key-id");
  });

  it("is no key where none was tried, and no algorithm where the header names none", async () => {
    expect((await run(testJwt({ payload }))).facts).toEqual({ algorithm: "HS256" });
    expect((await run(testJwt({ header: "{}", payload }), { keys: held })).facts).toEqual({});
  });

  it("is no key either where only one of another kind is held", async () => {
    const keys = { publicKeyPem: "-----BEGIN PUBLIC KEY-----" };
    const { facts, findings } = await run(testJwt({ payload }), { keys });
    expect(facts).toEqual({ algorithm: "HS256" });
    expect(findings[0]?.evidence).toEqual({
      detail: "HS256 needs a shared secret, and only public keys are configured",
    });
  });

  it("names the empty secret as what it is", async () => {
    const { findings } = await run(testJwt({ payload, secret: "" }));
    expect(findings[0]?.evidence).toEqual({ detail: "signed with an empty secret" });
  });

  it("counts the words tried on each token by itself", async () => {
    const wordList = ["one", "two", "three"];
    const { facts } = await run(hybrid(testJwt({ payload, secret: "two" })), { keys: { ...held, wordList } });
    expect(facts["words-tried"]).toBe("3");
    expect(facts["inner-words-tried"]).toBe("2");
    expect((await run(testJwt({ payload }), { keys: held })).facts).not.toHaveProperty("words-tried");
  });
});

describe("where there is nothing to verify", () => {
  it.each([
    [null, "there is no token"],
    ["qk_of_nobody", "an API key has no signature"],
    ["opaque", "an opaque token has no signature to check"],
  ])("the layer is not applicable: %s", async (raw, summary) => {
    expect(await run(raw, { keys: held })).toMatchObject({ status: "not-applicable", summary, codes: [] });
  });

  it("a token without a key is not applicable, and the layer says why", async () => {
    expect(await run(testJwt({ payload }))).toMatchObject({
      status: "not-applicable",
      summary: "no key is configured for this target",
      codes: ["signature/no-key"],
    });
  });

  it("an encrypted token is inconclusive by its algorithm, with and without a key, and lacks none", async () => {
    const jwe = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA";
    for (const keys of [{}, held]) {
      const { status, codes, findings } = await run(jwe, { keys });
      expect({ status, codes }).toEqual({ status: "inconclusive", codes: ["signature/encrypted"] });
      expect(findings[0]?.evidence).toEqual({ detail: "alg dir" });
    }
    // Whatever its header says: what was encrypted is not what was signed.
    const signedHeader = await run("eyJhbGciOiJIUzI1NiIsImVuYyI6IkEyNTZHQ00ifQ..AAAA.AAAA.AAAA", { keys: held });
    expect(signedHeader.codes).toEqual(["signature/encrypted"]);
    const nameless = await run("eyJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA");
    expect(nameless.findings.find(({ code }) => code === "signature/encrypted")?.evidence).toEqual({
      detail: "alg not named",
    });
  });
});

describe("the inner token of a hybrid", () => {
  it("is looked at, but the configured key is for the outer one", async () => {
    const sound = await run(hybrid(testJwt({ payload, secret: "another, of thirty-two characters" })), { keys: held });
    expect(sound).toMatchObject({ status: "pass", codes: [] });
    expect(sound.outputs.get("signatureVerified")).toBe(true);
  });

  it.each([
    ["unsigned", testJwt({ header: { alg: "none" }, payload }), "signature/alg-none"],
    ["with a critical header", testJwt({ header: { crit: ["x"] }, payload }), "signature/critical-header"],
    ["padded", `${testJwt({ payload })}=`, "signature/non-canonical"],
  ])("fails the layer where it is %s, though the outer signature was checked", async (_, inside, code) => {
    const seen = await run(hybrid(inside), { keys: held });
    expect(seen).toMatchObject({ status: "fail", codes: [code] });
    expect(seen.facts["checked-with"]).toBe("HMAC secret (264 bits)");
    expect(seen.outputs.size).toBe(0);
  });

  it("that is opaque has no signature of its own", async () => {
    expect(await run(hybrid("opaque"), { keys: held })).toMatchObject({ status: "pass", codes: [] });
  });
});

describe("a fault of the form", () => {
  it("in the payload leaves the signature to be checked", async () => {
    const seen = await run(testJwt({ payload: "[]", secret }), { keys: held });
    expect(seen.codes).toEqual(["signature/malformed"]);
    expect(seen.facts["checked-with"]).toBe("HMAC secret (264 bits)");
    expect(seen.outputs.size).toBe(0);
  });

  it.each([
    ["an empty payload", testJwt({ payload }).replace(/\.[^.]+\./, "..")],
    ["a fourth part", `${testJwt({ payload })}.AAAA`],
    ["a header with a member twice", testJwt({ header: '{"alg":"HS256","alg":"HS256"}', payload })],
  ])("elsewhere leaves nothing to check: %s", async (_, raw) => {
    const seen = await run(raw, { keys: held });
    expect(seen).toMatchObject({ status: "fail", codes: ["signature/malformed"] });
    expect(seen.facts).not.toHaveProperty("checked-with");
  });
});

describe("a subject that the exchange is to refuse", () => {
  const target = { access: { exchange: "refused" } } as const;

  it("may have a forged token: faults only warn, and nothing counts as verified", async () => {
    const seen = await run(testJwt({ payload, secret: "another, of thirty-two characters" }), { keys: held, target });
    expect(seen).toMatchObject({ status: "pass", codes: ["signature/mismatch"] });
    expect(seen.outputs.size).toBe(0);
  });
});

describe("before the run", () => {
  const jwksUrl = "https://issuer.test/keys/jwks.json";
  const rs256 = testToken(testJwt({ header: { alg: "RS256" }, payload }));
  const hs256 = testToken(testJwt({ payload }));

  it("the one request for the key set is announced where it will be made", () => {
    expect(signature.plan(testInput({ token: rs256, target: { jwksUrl } }))).toEqual({
      requests: 1,
      wrongCredentials: 0,
      awsSessionsMinted: 0,
      destinations: ["https://issuer.test"],
    });
    expect(signature.plan(testInput({ token: hs256, target: { jwksUrl } }))).toMatchObject({
      requests: 0,
      destinations: [],
    });
    expect(signature.doing(testInput({ token: rs256, target: { jwksUrl } }))).toContain("keys");
    expect(signature.doing(testInput({ token: rs256, target: {} }))).not.toContain("keys");
  });

  it("the layer is required where a key is held, and has neither needs, controls nor a command", () => {
    const input = testInput({ token: hs256 });
    expect(signature.requiredByDefault(input)).toBe(false);
    expect(signature.requiredByDefault(testInput({ token: hs256, keys: held }))).toBe(true);
    expect(signature.requiredByDefault(testInput({ token: hs256, target: { jwksUrl } }))).toBe(true);
    expect([signature.needs(input), signature.uses(input), signature.controls(input)]).toEqual([[], [], []]);
    expect(signature.byHand(input)).toBeNull();
  });
});
