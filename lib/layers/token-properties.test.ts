import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { encodeBase64url } from "@/lib/token/base64url";
import { parseToken } from "@/lib/token/parse-token";
import { testJwt } from "@/lib/token/test-jwt";
import { claims } from "./claims/claims";
import { createTestContext, testInput } from "./shared/test-context";
import { soundHmac, testSecret } from "./shared/test-mutations";
import { signature } from "./signature/signature";
import { verifyJws } from "./signature/verify-jws";

const key = { kty: "oct", k: encodeBase64url(new TextEncoder().encode(testSecret)) };
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

/** What both local layers make of a text; null where it is no token at all. */
async function judge(raw: string) {
  const parsed = parseToken(raw);
  if (!parsed.ok) return null;
  const input = testInput({ token: parsed.token, keys: { secret: new Secret(testSecret) } });
  const signed = createTestContext({ layer: signature, input });
  const said = createTestContext({ layer: claims, input });
  const statuses = [(await signed.run()).status, (await said.run()).status];
  return { statuses, verified: signed.outputs.has("signatureVerified") };
}

describe("one character", () => {
  const at = fc.nat({ max: soundHmac.length - 1 });

  it("changed anywhere in a sound token leaves nothing that verifies", async () => {
    expect(await verifyJws(soundHmac, key)).toBe(true);
    await fc.assert(
      fc.asyncProperty(at, fc.constantFrom(...printable), async (place, character) => {
        fc.pre(soundHmac[place] !== character);
        const changed = soundHmac.slice(0, place) + character + soundHmac.slice(place + 1);
        expect(await verifyJws(changed, key)).toBe(false);
        expect((await judge(changed))?.verified ?? false).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it("added or left out anywhere does neither", async () => {
    await fc.assert(
      fc.asyncProperty(at, fc.constantFrom(...printable, ""), async (place, character) => {
        const changed = soundHmac.slice(0, place) + character + soundHmac.slice(place + (character === "" ? 1 : 0));
        expect(await verifyJws(changed, key)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

const claimNames = ["exp", "nbf", "iat", "iss", "sub", "aud", "id", "uuid", "role_arn", "catalog_token", "__proto__"];
const headerNames = ["alg", "kid", "typ", "crit", "b64", "jku", "x5u", "jwk", "x5c", "enc", "zip", "__proto__"];
const member = (names: readonly string[]) =>
  fc.tuple(
    fc.constantFrom(...names),
    fc.oneof(fc.json({ maxDepth: 2 }), fc.constantFrom("1e999", '"none"', '"HS256"')),
  );
/** The text of an object with members of these names and any values; names may repeat. */
const objectText = (names: readonly string[]) =>
  fc
    .array(member(names), { maxLength: 6 })
    .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`);

describe("any header and payload", () => {
  it("are judged without a throw and without a request", async () => {
    await fc.assert(
      fc.asyncProperty(objectText(headerNames), objectText(claimNames), async (header, payload) => {
        const judged = await judge(testJwt({ header, payload, secret: testSecret }));
        expect(judged?.statuses).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
  });

  it("verify under the right key exactly when no header name repeats, nothing is critical and kid is a text", async () => {
    const others = fc.array(member(headerNames), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(others, async (members) => {
        const all = [["alg", '"HS256"'] as const, ...members];
        const names = all.map(([name]) => name);
        const header = `{${all.map(([name, value]) => `"${name}":${value}`).join(",")}}`;
        const sound =
          new Set(names).size === names.length &&
          members.every(
            ([name, value]) => !["crit", "b64"].includes(name) && (name !== "kid" || value.startsWith('"')),
          );
        expect((await judge(testJwt({ header, payload: "{}", secret: testSecret })))?.verified).toBe(sound);
      }),
      { numRuns: 500 },
    );
  });
});
