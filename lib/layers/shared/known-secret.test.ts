import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { publicSecrets } from "@/lib/token/public-secrets";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import type { SignatureKeys } from "@/lib/wire/resolved-target";
import { signature } from "../signature/signature";
import { createTestContext, testInput } from "./test-context";

const secret = "a secret of thirty-two characters";
const payload = { id: "4ad3c1", uuid: "b1", exp: 2_000_000_000 };

function contextOf(raw: string, keys: SignatureKeys = {}, signal = new AbortController().signal) {
  return createTestContext({ layer: signature, input: testInput({ token: testToken(raw), keys }), signal });
}

/** Status and codes without the layer's name. */
async function outcome(raw: string, keys: SignatureKeys = {}) {
  const { status, codes } = await contextOf(raw, keys).run();
  return [status, ...codes.map((code) => code.replace("signature/", ""))];
}

async function evidence(raw: string, keys: SignatureKeys = {}) {
  const context = contextOf(raw, keys);
  await context.run();
  return context.findings[0]?.evidence;
}

describe("secrets that anybody knows", () => {
  it.each(publicSecrets)("are found without a key: %s", async (known) => {
    const raw = testJwt({ payload, secret: known });
    expect(await outcome(raw)).toEqual(["fail", "known-secret", "no-key"]);
    expect((await evidence(raw))?.detail).toBe(`signed with the published secret "${known}"`);
  });

  it("are found with HS384 and HS512, and empty", async () => {
    expect(await outcome(testJwt({ header: { alg: "HS384" }, secret: "secret" }))).toContain("known-secret");
    expect(await outcome(testJwt({ header: { alg: "HS512" }, secret: "" }))).toContain("known-secret");
  });

  it("fail the layer even when the configured key fits", async () => {
    const setup = { secret: new Secret("test-secret") };
    expect(await outcome(testJwt({ payload, secret: "test-secret" }), setup)).toEqual([
      "fail",
      "known-secret",
      "weak-key",
    ]);
  });

  it("of a word list are named by their place alone", async () => {
    const wordList = [...Array.from({ length: 2500 }, (_, index) => `word ${index}`), "hunter2", "x"];
    const context = contextOf(testJwt({ payload, secret: "hunter2" }), { wordList });
    await context.run();
    expect(context.findings[0]?.evidence).toEqual({ detail: "signed with entry 2501 of the word list" });
    expect(context.facts["words-tried"]).toBe("2,501");
    expect(JSON.stringify([context.findings, context.facts])).not.toContain("hunter2");
  });

  it("are said to have been looked for in vain, by their number", async () => {
    const context = contextOf(testJwt({ payload, secret }), { wordList: ["a", "b", "c"] });
    expect((await context.run()).codes).toEqual(["signature/no-key"]);
    expect(context.facts["words-tried"]).toBe("3");
  });

  it("are no longer looked for once the run is cancelled", async () => {
    const wordList = Array.from({ length: 400_000 }, (_, index) => `word ${index}`);
    const cancel = new AbortController();
    const context = contextOf(testJwt({ payload, secret }), { wordList }, cancel.signal);
    const run = context.run();
    setImmediate(() => cancel.abort());
    expect((await run).codes).toEqual(["signature/no-key"]);
    expect(context.facts["words-tried"]).toBeUndefined();
  });

  it("are looked for in the inner token too", async () => {
    const inside = testJwt({ payload, secret: "test-secret" });
    const raw = testJwt({ payload: { sub: "a", role_arn: "r", catalog_token: inside }, secret });
    expect(await outcome(raw, { secret: new Secret(secret) })).toEqual(["fail", "known-secret"]);
    expect(await evidence(raw, { secret: new Secret(secret) })).toMatchObject({ token: "inner catalog_token" });
  });
});
