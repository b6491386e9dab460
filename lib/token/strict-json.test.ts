import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrictJson } from "./strict-json";

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("parseStrictJson", () => {
  it("reads every JSON value as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (text) => {
        const result = parseStrictJson(text);
        expect(result.ok && JSON.stringify(result.value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it("refuses exactly what JSON.parse refuses", () => {
    const piece = fc.constantFrom(
      ...'{}[]:,"\\ \n\t01-.eE+ua',
      "true",
      "null",
      '"a"',
      '{"a":',
      "\u0001",
      "\ufeff",
      "\\u00e9",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        expect(parseStrictJson(text).ok).toBe(accepts(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("names every member that occurs twice, and no other", () => {
    const name = fc.constantFrom("a", "exp", "__proto__", "toString", "", "é", "a.b");
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const result = parseStrictJson(`{${names.map((key) => `${JSON.stringify(key)}:0`).join(",")}}`);
        const repeated = names.filter((key, index) => names.indexOf(key) !== index);
        expect(result.ok && result.duplicates).toEqual(repeated);
      }),
    );
  });

  it("never throws and never repeats what it read, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const result = parseStrictJson(`{"password":"hunter2"${text}`);
        if (!result.ok) expect(result.message).not.toContain("hunter2");
      }),
      { numRuns: 1000 },
    );
  });

  it("names duplicate members at every depth, and takes the last", () => {
    const result = parseStrictJson('{"exp":1,"act":{"sub":1,"s\\u0075b":2},"list":[{"a":1,"a":2}],"exp":2}');
    expect(result).toMatchObject({ ok: true, duplicates: ["act.sub", "list.a", "exp"] });
    expect(result.ok && JSON.stringify(result.value)).toBe('{"exp":2,"act":{"sub":2},"list":[{"a":2}]}');
  });

  it("takes __proto__ and toString for ordinary members", () => {
    const result = parseStrictJson('{"__proto__":{"admin":true},"toString":1}');
    expect(result).toMatchObject({ ok: true, duplicates: [] });
    expect(result.ok && JSON.stringify(result.value)).toBe('{"__proto__":{"admin":true},"toString":1}');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it("reads 32 levels and refuses 33, however deep the text goes", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parseStrictJson(nested(32)).ok).toBe(true);
    expect(parseStrictJson(nested(33))).toMatchObject({ ok: false, reason: "too-deep" });
    expect(parseStrictJson("[".repeat(1_000_000))).toMatchObject({ ok: false, reason: "too-deep" });
  });

  it("keeps numbers that overflow as Infinity, for the claims layer to name", () => {
    expect(parseStrictJson("1e999")).toMatchObject({ ok: true, value: Number.POSITIVE_INFINITY });
  });

  it("says where, and never what", () => {
    expect(parseStrictJson('{"password" "hunter2"}')).toEqual({
      ok: false,
      reason: "not-json",
      message: "no colon at character 13",
    });
  });
});
