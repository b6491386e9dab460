import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasRocaFingerprint } from "./roca";
import { ROCA_MODULUS } from "./test-roca-key";

const bytesOf = (text: string) => Buffer.from(text, "base64url");
const published = bytesOf(ROCA_MODULUS);

function bigEndian(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
}

function value(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

const primes = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103];
const others = [107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167];
const product = [...primes, ...others].reduce((all, prime) => all * BigInt(prime), 2n);

/** 65537 to this power modulo the product of all the primes: the residue that RSALib's primes have. */
function residue(power: number): bigint {
  let result = 1n;
  for (let count = 0; count < power; count += 1) result = (result * 65537n) % product;
  return result;
}

describe("the ROCA fingerprint", () => {
  it("is found in the published key, with and without leading zeros", () => {
    expect(hasRocaFingerprint(published)).toBe(true);
    expect(hasRocaFingerprint(Buffer.concat([Buffer.alloc(3), published]))).toBe(true);
  });

  it.each([0, 1, 2, 61, 1000])("is found in what has RSALib's form: 65537^%d and any multiple", (power) => {
    expect(hasRocaFingerprint(bigEndian(residue(power) + product * 123_456_789_012_345_678_901n))).toBe(true);
  });

  it.each([...primes, ...others])("is lost where one prime divides the modulus: %d", (prime) => {
    const step = product / BigInt(prime);
    let changed = value(published);
    while (changed % BigInt(prime) !== 0n) changed += step;
    expect(hasRocaFingerprint(bigEndian(changed))).toBe(false);
  });

  // 11 is the least prime of which 65537 reaches only some residues: 1 and 10.
  it.each([2, 3, 4, 5, 6, 7, 8, 9])("is lost where the modulus leaves %d on division by 11", (rest) => {
    const step = product / 11n;
    let changed = value(published);
    while (changed % 11n !== BigInt(rest)) changed += step;
    expect(hasRocaFingerprint(bigEndian(changed))).toBe(false);
  });

  it("is in no key that OpenSSL makes, and in nothing at all", () => {
    for (let count = 0; count < 3; count += 1) {
      const { n = "" } = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });
      expect(hasRocaFingerprint(bytesOf(n))).toBe(false);
    }
    expect(hasRocaFingerprint(new Uint8Array())).toBe(false);
    expect(hasRocaFingerprint(Buffer.alloc(256, 0xff))).toBe(false);
  });
});
