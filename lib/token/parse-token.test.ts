import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "./base64url";
import { MAX_TOKEN_BYTES, parseToken } from "./parse-token";
import { testJwt, testToken } from "./test-jwt";

const catalog = { id: "81a35282", uuid: "9f1c", exp: 2_000_000_000 };
const role = { sub: "u", exp: 2_000_000_000, role_arn: "arn:aws:iam::555555555555:role/reader" };
const base64 = (text: string) => encodeBase64url(new TextEncoder().encode(text));
const faultsOf = (raw: string) => testToken(raw).jwt?.faults.map((fault) => `${fault.part}: ${fault.reason}`);

describe("what a paste brings along", () => {
  const jwt = testJwt({ payload: catalog });

  it.each([
    [jwt, []],
    [` \n${jwt}\r\n`, ["outer whitespace"]],
    [`"${jwt}"`, ["quotes"]],
    [`Bearer ${jwt}`, ["Bearer", "outer whitespace"]],
    [`"bearer\t'${jwt}'"`, ["quotes", "Bearer", "outer whitespace"]],
    [`Authorization: Bearer ${jwt}`, ["Authorization:", "outer whitespace", "Bearer"]],
    [`\u201c\u200b${jwt}\u201d`, ["quotes", "outer whitespace"]],
  ])("is taken off and said (%#)", (raw, stripped) => {
    const result = parseToken(raw);
    expect(result.ok && result.token.raw.reveal()).toBe(jwt);
    expect(result.ok && [...result.stripped].sort()).toEqual([...stripped].sort());
  });

  it("leaves a token alone that only begins like the word Bearer", () => {
    expect(testToken("bearer-of-news").raw.reveal()).toBe("bearer-of-news");
  });
});

describe("what cannot be a token", () => {
  it.each([
    ["", "There is no token."],
    ["  \n", "There is no token: only outer whitespace."],
    ['""', "There is no token: only quotes."],
    ["Bearer", "There is no token: only Bearer."],
    ["Bearer ", "There is no token: only outer whitespace, Bearer."],
    ["Authorization: Bearer", "There is no token: only Authorization:, outer whitespace, Bearer."],
  ])("is empty: %j", (raw, message) => {
    expect(parseToken(raw)).toMatchObject({ ok: false, fault: { code: "empty", message } });
  });

  it("says which whitespace stands where", () => {
    const message = (raw: string) => {
      const result = parseToken(raw);
      return result.ok ? null : `${result.fault.code}: ${result.fault.message}`;
    };
    expect(message(`${"a".repeat(73)}\nb`)).toBe("inner-whitespace: The token has a line break after character 73.");
    expect(message("a b")).toBe("inner-whitespace: The token has a space after character 1.");
    expect(message("a\tb")).toContain("a tab after character 1");
    expect(message("a\rb")).toContain("a line break after character 1");
    expect(message("ab\u00a0c")).toContain("a whitespace character after character 2");
    expect(message("abc\u200bd")).toContain("(U+200B) after character 3");
    expect(message("a\u0000b")).toMatch(/^not-sendable: .*\(U\+0000\) after character 1/);
    expect(message("né")).toMatch(/^not-sendable: .*\(U\+00E9\) after character 1/);
    expect(message("a🔑")).toMatch(/^not-sendable: .*\(U\+1F511\) after character 1/);
  });

  it("is over 64 kB; exactly 64 kB is read", () => {
    expect(parseToken("a".repeat(MAX_TOKEN_BYTES)).ok).toBe(true);
    expect(parseToken("a".repeat(MAX_TOKEN_BYTES + 1))).toMatchObject({
      ok: false,
      fault: { code: "too-long", message: "The token has 65,537 bytes; at most 65,536 are read." },
    });
  });
});

describe("format faults", () => {
  const [header = "", payload = "", signature = ""] = testJwt({ payload: catalog }).split(".");
  const brokenBom = encodeBase64url(new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]));

  it.each([
    [`${header}.${payload}.${signature}`, []],
    [`${header}.${payload}.${signature}=`, ["signature: padding"]],
    [`${header}.${payload}.${signature.slice(0, -1)}+`, ["signature: bad-character"]],
    [`${header}.${payload}.`, ["signature: empty-part"]],
    [`${header}..${signature}`, ["payload: empty-part"]],
    [`${header}.${payload}`, ["token: part-count"]],
    [`${header}.${payload}.${signature}.x`, ["token: part-count"]],
    [`${header}.${base64("[1]")}.${signature}`, ["payload: not-object"]],
    [`${base64("[1]")}.${payload}.${signature}`, ["header: not-object"]],
    [`${header}.${base64("{id}")}.${signature}`, ["payload: not-json"]],
    [`${header}.${encodeBase64url(new Uint8Array([0x7b, 0xff]))}.${signature}`, ["payload: not-utf8"]],
    [`${header}.${brokenBom}.${signature}`, ["payload: byte-order-mark"]],
    [`${header}.${base64(`{"a":${"[".repeat(40)}`)}.${signature}`, ["payload: too-deep"]],
    [testJwt({ header: '{"alg":"none","alg":"HS256"}' }), ["header: duplicate-member"]],
    [testJwt({ payload: '{"id":"a","exp":1,"exp":2}' }), ["payload: duplicate-member"]],
    [`${base64('{"alg":"none"}')}.${payload}.`, []],
    [`${base64('{"alg":"HS256"')}.${base64("{")}.=`, ["header: not-json", "payload: not-json", "signature: padding"]],
  ])("all are listed (%#)", (raw, faults) => {
    expect(faultsOf(raw)).toEqual(faults);
  });

  it("tells a signature whose last character differs only in spare bits", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const next = alphabet[alphabet.indexOf(signature.at(-1) ?? "") + 1] ?? "";
    expect(faultsOf(`${header}.${payload}.${signature.slice(0, -1)}${next}`)).toEqual(["signature: spare-bits"]);
  });

  it("gives the names of duplicate claims", () => {
    expect(testToken(testJwt({ payload: '{"exp":1,"exp":2}' })).jwt?.faults[0]?.members).toEqual(["exp"]);
  });
});

describe("any claims", () => {
  it("are read as they were written, and what was read can be pasted again unchanged", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }), (payload) => {
        const raw = testJwt({ payload: JSON.stringify(payload) });
        const { jwt } = testToken(raw);
        expect(jwt?.faults).toEqual([]);
        expect(JSON.stringify({ ...jwt?.payload })).toBe(JSON.stringify(payload));
        expect(parseToken(raw)).toMatchObject({ ok: true, stripped: [] });
      }),
    );
  });

  it("stay the same whatever blanks a paste brings along", () => {
    const blanks = fc.string({
      unit: fc.constantFrom(" ", "\n", "\r", "\t", "\u00a0", "\u200b", "\ufeff"),
      maxLength: 5,
    });
    fc.assert(
      fc.property(blanks, blanks, (before, after) => {
        const raw = testJwt({ payload: catalog });
        expect(testToken(before + raw + after).raw.reveal()).toBe(raw);
      }),
    );
  });
});

describe("safety", () => {
  it("never throws, whatever is pasted", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.base64String(),
      fc.json().map(base64),
      fc.constantFrom(".", "..", "eyJ", "qk_", "Bearer ", '"', base64('{"alg":"dir","enc":"x"}')),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const result = parseToken(pieces.join(""));
        expect(typeof result.ok).toBe("boolean");
      }),
      { numRuns: 1000 },
    );
  });

  it("shows no token, inner token or signature when it is printed", () => {
    const inside = testJwt({ payload: catalog });
    const raw = testJwt({ payload: { ...role, catalog_token: inside } });
    const token = testToken(raw);
    for (const printed of [JSON.stringify(token), inspect(token, { depth: 9 }), String(token.raw)]) {
      for (const part of [...raw.split("."), ...inside.split(".").slice(1)]) expect(printed).not.toContain(part);
    }
  });
});
