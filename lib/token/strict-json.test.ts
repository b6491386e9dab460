import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStrictObject, parseStrictJson } from "./strict-json";

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

  it.each([
    ['{"password" "hunter2"}', "no colon at character 13"],
    ['{"password"', "no colon at the end"],
    ["{1:2}", "no member name at character 2"],
    ["{", "no member name at the end"],
    ['{"a":1 "b"', "no comma or closing brace at character 8"],
    ["[1 2]", "no comma or closing bracket at character 4"],
    ["hunter2", "not a JSON value at character 1"],
    ["", "not a JSON value at the end"],
    ['["hunter2', "a string that does not end at character 2"],
    ['["hunt\\er2"]', "a string with a bad escape or control character at character 2"],
    ["1 hunter2", "something after the JSON value at character 3"],
  ])("says where %s is wrong, and never what stands there", (text, message) => {
    expect(parseStrictJson(text)).toEqual({ ok: false, reason: "not-json", message });
  });

  it("reads 32 levels of objects and refuses 33", () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect(parseStrictJson(nested(32)).ok).toBe(true);
    expect(parseStrictJson(nested(33))).toMatchObject({ ok: false, reason: "too-deep" });
  });

  it("names at most 20 members that occur twice, and shortens long names", () => {
    const long = "x".repeat(300);
    const twice = (name: string) => `"${name}":1,"${name}":2`;
    const many = Array.from({ length: 30 }, (_, index) => twice(`m${index}`)).join(",");
    const duplicates = (text: string) => {
      const result = parseStrictJson(text);
      return result.ok ? result.duplicates : null;
    };
    expect(duplicates(`{${many}}`)).toEqual(Array.from({ length: 20 }, (_, index) => `m${index}`));
    expect(duplicates(`{${twice(long)}}`)).toEqual(["x".repeat(64)]);
    expect(duplicates(`{"${long}":{"${long}":{"${long}":{${twice(long)}}}}}`)?.map(({ length }) => length)).toEqual([
      200,
    ]);
  });
});

describe("isJsonObject", () => {
  it.each([
    ["{}", true],
    ["[]", false],
    ["null", false],
    ['"text"', false],
    ["1", false],
  ])("tells of %s whether it is an object", (text, is) => {
    const result = parseStrictJson(text);
    expect(result.ok && isStrictObject(result.value)).toBe(is);
    expect(isStrictObject(undefined)).toBe(false);
  });
});
