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

describe("accountOfKey", () => {
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
