import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { parseToken } from "@/lib/token/parse-token";
import { testToken } from "@/lib/token/test-jwt";
import type { SignatureKeys } from "@/lib/wire/resolved-target";
import { claims } from "./claims/claims";
import { webIdentityObjections } from "./exchange/web-identity-objections";
import { createTestContext, testInput } from "./shared/test-context";
import {
  fractionalExp,
  hmacMutations,
  rsaMutations,
  soundHmac,
  soundRsa,
  testPem,
  testSecret,
  unsendable,
} from "./shared/test-mutations";
import { signature } from "./signature/signature";

const withSecret = { secret: new Secret(testSecret) };
const withPem = { publicKeyPem: testPem };

/** Both local layers as the engine runs them; a layer that sends anything fails its test. */
async function judged(raw: string, keys: SignatureKeys) {
  const input = testInput({ token: testToken(raw), keys });
  const signed = createTestContext({ layer: signature, input });
  const said = createTestContext({ layer: claims, input });
  const [first, second] = [await signed.run(), await said.run()];
  return { statuses: [first.status, second.status], codes: [...first.codes, ...second.codes] };
}

describe("a token that nothing was done to", () => {
  it.each([
    ["HS256", soundHmac, withSecret],
    ["RS256", soundRsa, withPem],
  ])("passes both layers without a word: %s", async (_, raw, keys) => {
    expect(await judged(raw, keys)).toEqual({ statuses: ["pass", "pass"], codes: [] });
  });
});

describe("a mutated token", () => {
  const rows = [
    ...hmacMutations.map((row) => ({ ...row, keys: withSecret })),
    ...rsaMutations.map((row) => ({ ...row, keys: withPem })),
  ];

  it.each(rows)("draws its codes and no others: $name", async ({ raw, keys, codes }) => {
    expect(codes).not.toEqual([]);
    expect((await judged(raw, keys)).codes).toEqual(codes);
  });

  /** What is odd, and not wrong. */
  const odd: readonly string[] = [
    "iat in the future",
    "an administrator's claim added",
    "__proto__ as a claim",
    "a sound token that also carries a jku",
  ];

  it.each(rows)("never passes for a sound one: $name", async ({ name, raw, keys }) => {
    const { statuses } = await judged(raw, keys);
    expect(statuses.every((status) => status === "pass")).toBe(odd.includes(name));
  });

  it.each(rows)("makes nothing that was verified out of a bad signature: $name", async ({ raw, keys, codes }) => {
    const context = createTestContext({ layer: signature, input: testInput({ token: testToken(raw), keys }) });
    await context.run();
    const onlyClaims = codes.every((code) => code.startsWith("claims/") || code === "signature/token-supplied-key");
    expect(context.outputs.has("signatureVerified")).toBe(onlyClaims);
  });

  it.each(unsendable)("is refused before any layer: $name", ({ raw, codes }) => {
    const result = parseToken(raw);
    expect(result.ok ? [] : [result.fault.code]).toEqual(codes);
  });

  it("may name a fraction of a second, which AWS alone objects to", async () => {
    expect(await judged(fractionalExp, withSecret)).toEqual({ statuses: ["pass", "pass"], codes: [] });
    expect(webIdentityObjections(testToken(fractionalExp))).toContain("its exp is not a whole number of seconds");
  });
});
