import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isDerSignature } from "./der-signature";

const bytes = (hex: string) => Buffer.from(hex, "hex");

describe("a signature in DER", () => {
  it.each(["P-256", "P-384", "P-521"])("is told from the two numbers alone: %s", (namedCurve) => {
    const { privateKey: key } = generateKeyPairSync("ec", { namedCurve });
    for (let count = 0; count < 8; count += 1) {
      expect(isDerSignature(sign("sha256", bytes(`0${count}`), { key, dsaEncoding: "der" }))).toBe(true);
      expect(isDerSignature(sign("sha256", bytes(`0${count}`), { key, dsaEncoding: "ieee-p1363" }))).toBe(false);
    }
  });

  it.each([
    ["two short numbers", "3006020101020102", true],
    ["another tag", "3106020101020102", false],
    ["a length too short", "3005020101020102", false],
    ["a length too long", "3007020101020102", false],
    ["the long form of a length", "308106020101020102", true],
    ["two bytes of length", "30820006020101020102", false],
    ["no second number", "3003020101", false],
    ["a third number", "3009020101020102020103", false],
    ["a first part that is no number", "3006030101020102", false],
    ["a second part that is no number", "3006020101030102", false],
    ["an empty number", "300502000201", false],
    ["a number of 68 bytes", `304902${"44"}${"00".repeat(68)}020101`, false],
    ["a number of 67 bytes", `304802${"43"}${"00".repeat(67)}020101`, true],
    ["nothing", "", false],
    ["a tag alone", "30", false],
  ])("is told by its form: %s", (_, hex, is) => {
    expect(isDerSignature(bytes(hex))).toBe(is);
  });
});
