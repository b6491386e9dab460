import { describe, expect, it } from "vitest";
import { accountOfKey } from "./account-of-key";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A key id that carries an account, built the other way round. */
function keyFor(account: string, prefix = "ASIA"): string {
  const head = (1n << 47n) | (BigInt(account) << 7n) | 0x55n;
  const bits = (head << 2n) | 3n;
  const digits = Array.from({ length: 10 }, (_, index) =>
    BASE32.charAt(Number((bits >> BigInt(45 - 5 * index)) & 31n)),
  );
  return `${prefix}${digits.join("")}Q7WML2`;
}

/** Worked out by another program (Python's base64 module), so that a fault of the decoder cannot repeat itself here. */
const table: readonly (readonly [string, string | null, string])[] = [
  ["ASIAY34FZKBOKMUTVV7A", "609629065308", "published"],
  ["ASIAQNZGKIQY56JQ7WML", "029608264753", "published"],
  ["ASIAQAAAAAAAHHO2CSKM", "000000000000", "the least"],
  ["ASIAQAAAAAAAY7NVWX5L", "000000000001", "leading zeros"],
  ["AKIAQAAAAABR63D732AF", "000000000099", "leading zeros"],
  ["ASIAQAAAAAB7XNZ2WSDW", "000000000127", "low bits"],
  ["ASIAQAAAAACAIHNOIRKQ", "000000000128", "low bits"],
  ["AKIAROSDW5AAJMYJ223Z", "100000000000", "twelve digits"],
  ["ASIARTX3GSDSS7G4Y2JJ", "111122223333", "ordinary"],
  ["AKIARZPUZDIKIF44XHUG", "123456789012", "ordinary"],
  ["ASIATHPRDSKWKCOSYZ7N", "222233334444", "ordinary"],
  ["AROAYCWNRBDR4UX2SFBF", "555555555555", "a role's id"],
  ["AIDA3KF6UTOHRRZFH3OG", "777788889999", "a user's id"],
  ["ABIAQPSMC3E5EYSEZL44", "033445566778", "a bearer token's id"],
  ["ASIAQCAAAAAABOE6PUK7", "004294967296", "over 32 bits"],
  ["AKIAX777777747R676OA", "549755813887", "39 bits set"],
  ["ASIAYAAAAAAALCRGW73C", "549755813888", "bit 40"],
  ["ASIA6RVFFB77QWMG5BWL", "999999999999", "the greatest"],
  ["ASIAWO645SY5AD5XCBZU", "444455556666", "bits below the account all zero"],
  ["ASIAWO645SY5P5SWVPLS", "444455556666", "bits below the account all one"],
  ["AKIAIOSFODNN7EXAMPLE", null, "documentation, old"],
  ["AKIAI44QHAAHBEXAMPLE", null, "documentation, old"],
  ["AKIAGO645SY5PNZ7O6FK", null, "old generation, whatever it seems to carry"],
  ["AKIAP777777777777777", null, "old, the last"],
  ["ASIA7777777777777777", null, "thirteen digits"],
  ["ASIA6RVFFCAAKO6STF2T", null, "thirteen digits, the least"],
];

describe("accountOfKey", () => {
  it.each(table)("%s: %s (%s)", (key, account) => {
    expect(accountOfKey(key)?.account).toBe(account);
  });

  it("reads the two keys that were published", () => {
    expect(accountOfKey("ASIAY34FZKBOKMUTVV7A")).toEqual({ generation: "new", account: "609629065308" });
    expect(accountOfKey("ASIAQNZGKIQY56JQ7WML")).toEqual({ generation: "new", account: "029608264753" });
  });

  it.each(["000000000000", "000000000001", "111122223333", "123456789012", "609629065308", "999999999999"])(
    "reads account %s whatever the prefix",
    (account) => {
      for (const prefix of ["ASIA", "AKIA", "AROA", "AIDA"]) {
        expect(accountOfKey(keyFor(account, prefix))).toEqual({ generation: "new", account });
      }
    },
  );

  it("says unknown for keys of the old generation, as in AWS's documentation", () => {
    for (const key of [
      "AKIAIOSFODNN7EXAMPLE",
      "AKIAI44QHAAHBEXAMPLE",
      "AKIAAAAAAAAAAAAAAAAA",
      "AKIAP777777777777777",
    ]) {
      expect(accountOfKey(key)).toEqual({ generation: "old", account: null });
    }
  });

  it("says unknown for a number of more than twelve digits", () => {
    expect(accountOfKey("ASIA7777777777777777")).toEqual({ generation: "new", account: null });
  });

  it.each([
    "",
    "ASIA",
    "asiay34fzkbokmutvv7a",
    "ASIAY34FZKBOKMUTVV7",
    "ASIAY34FZKBOKMUTVV7AA",
    "ASIAY04FZKBOKMUTVV7A",
    "ASIAY14FZKBOKMUTVV7A",
    "ASIAY84FZKBOKMUTVV7A",
    "ASIAY94FZKBOKMUTVV7A",
    " ASIAY34FZKBOKMUTVV7A",
    "AKIAI44QH8DHBEXAMPLE",
    "minioadmin",
  ])("is silent about %j", (text) => {
    expect(accountOfKey(text)).toBeNull();
  });
});
