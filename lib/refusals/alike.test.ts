import { describe, expect, it } from "vitest";
import { blanked, isSameAnswer } from "./alike";
import { foreignAnswer } from "./foreign-answer";

describe("a text whose ids, numbers and dates are blanked", () => {
  it.each([
    ["request 4f1c-9a of 2026", "request # of #"],
    ["Mon, 30 Nov 2026 04:00:00 GMT", "#, # # # #:#:# #"],
    ["2026-11-30T04:00:00Z", "#:#:#"],
    ["at 9 am UTC", "at # # #"],
    ["id deadbeef, deadbee", "id #, deadbee"],
    ["DEADBEEF-ABCD", "#"],
    ["ab1/cd2+ef3==", "#"],
    ["no role for ada", "no role for ada"],
    ["", ""],
    ["faced-facade", "#"],
    ["month", "month"],
  ])("%j is %j", (text, shown) => {
    expect(blanked(text)).toBe(shown);
  });

  it.each("mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc am pm".split(" "))(
    "knows %s as part of a date, and not inside of a word",
    (word) => {
      expect(blanked(`x ${word.toUpperCase()} y`)).toBe("x # y");
      expect(blanked(`z${word}z`)).toBe(`z${word}z`);
    },
  );

  it.each(["0", "9", "A", "Z", "a", "z", "_", "-", "+", "=", "/"])("has %s in its ids", (char) => {
    expect(blanked(`(1${char}${char}2)`)).toBe("(#)");
  });

  it.each(["(", ".", ":", "@", "[", "`", "{", " ", '"', "é"])("has %s between them", (char) => {
    expect(blanked(`1${char}2`)).toBe(`#${char}#`);
  });

  it("is read in its first 64 KiB alone", () => {
    expect(blanked(`${" ".repeat(65_535)}xy`)).toBe(`${" ".repeat(65_535)}x`);
  });

  it("takes twice as long for twice as much, whatever it is", () => {
    for (const piece of ["1 ", "deadbeef ", "((((", "a-", "1#"]) {
      const half = piece.repeat(250_000 / piece.length);
      expect(blanked(half + half).length).toBeLessThanOrEqual(65_536);
      expect(blanked(half + half)).toBe(blanked(half.slice(0, 65_536)));
    }
  });
});

describe("two answers", () => {
  const answer = (status: number, text: string) => foreignAnswer(status, { date: text }, text);

  it("are alike where status and words are", () => {
    expect(isSameAnswer(answer(403, "no, id 1"), answer(403, "no, id 2"))).toBe(true);
    expect(isSameAnswer(answer(403, "no, id 1"), answer(401, "no, id 1"))).toBe(false);
    expect(isSameAnswer(answer(403, "no role"), answer(403, "no token"))).toBe(false);
    expect(isSameAnswer(answer(403, ""), answer(403, ""))).toBe(true);
    expect(isSameAnswer(answer(403, ""), answer(403, "x"))).toBe(false);
  });
});
