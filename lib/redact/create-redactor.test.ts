import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor";
import { fragments, jwt, redactor, secretKey, sessionToken } from "./test-secrets";

describe("headers", () => {
  it("are judged by their names, and keep what shows how the caller signed", () => {
    const one = redactor(sessionToken);
    expect(
      one.headers({
        Authorization: "Bearer opaque",
        cookie: "a=b",
        "Set-Cookie": "sid=1; HttpOnly",
        "x-api-key": "k",
        "x-amz-security-token": sessionToken,
        "content-type": "text/plain",
        "x-echo": sessionToken,
      }),
    ).toEqual({
      Authorization: "Bearer [redacted token 6 B]",
      cookie: "[redacted 3 B]",
      "Set-Cookie": "[redacted 15 B]",
      "x-api-key": "[redacted 1 B]",
      "x-amz-security-token": `[redacted ${sessionToken.length} B]`,
      "content-type": "text/plain",
      "x-echo": `[redacted ${sessionToken.length} B]`,
    });
    const signed = "AWS4-HMAC-SHA256 Credential=ASIA1/20261122/r/s3/aws4_request, SignedHeaders=host, Signature=";
    expect(one.headers({ authorization: `${signed}${"ab".repeat(32)}` })).toEqual({
      authorization: `${signed}[redacted 64 B]`,
    });
  });

  it("stay as they are the second time", () => {
    const one = createRedactor();
    const once = one.headers({ authorization: "Bearer x", cookie: "a=b" });
    expect(one.headers(once)).toEqual(once);
  });
});

describe("json", () => {
  it("is judged by member names, whatever their case and punctuation, at any depth", () => {
    const value = {
      "X-Api-Key": "short",
      AWS_SECRET_ACCESS_KEY: "s",
      nested: [{ refreshToken: "r", id_token: "i", Password: ["p"], token: { deep: "d" } }],
      code: "a1b2c3d4e5f6a7b8",
      text: `holds ${jwt}`,
      plain: [1, null, true, "word"],
    };
    expect(createRedactor().json(value)).toEqual({
      "X-Api-Key": "[redacted 5 B]",
      AWS_SECRET_ACCESS_KEY: "[redacted 1 B]",
      nested: [
        {
          refreshToken: "[redacted 1 B]",
          id_token: "[redacted 1 B]",
          Password: ["[redacted 1 B]"],
          token: { deep: "[redacted 1 B]" },
        },
      ],
      code: "[redacted 16 B]",
      text: `holds [redacted token ${jwt.length} B]`,
      plain: [1, null, true, "word"],
    });
  });

  it("keeps codes that are words, and does not touch what it was given", () => {
    const value = Object.freeze({
      code: "exchange/not-enforced",
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
    expect(createRedactor().json(value)).toEqual(value);
  });

  it("copes with depth, odd keys and anything JSON can hold", () => {
    const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
    expect(JSON.stringify(createRedactor().json(JSON.parse(deep)))).toContain("too deep");
    expect(createRedactor().json(JSON.parse('{"__proto__":{"token":"x"}}'))).toEqual(
      JSON.parse('{"__proto__":{"token":"[redacted 1 B]"}}'),
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => void createRedactor().json(value)));
  });
});

describe("excerpts", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("of a body are redacted first and cut to 8 kB then", () => {
    const one = redactor(secretKey);
    const excerpt = one.bodyExcerpt(bytes(`${"é".repeat(4_085)}${secretKey}${"z".repeat(90_000)}`), "text/plain");
    expect(new TextEncoder().encode(excerpt).length).toBeLessThanOrEqual(8192);
    for (const run of fragments(secretKey, 8)) expect(excerpt).not.toContain(run);
    expect(excerpt.endsWith("…")).toBe(true);
  });

  it("of a JSON body are redacted by member name too", () => {
    expect(createRedactor().bodyExcerpt(bytes('{"token":"pw","n":1}'), "application/json")).toBe(
      '{"token":"[redacted 2 B]","n":1}',
    );
  });

  it("show control, reordering and hidden characters instead of obeying them", () => {
    const excerpt = createRedactor().bodyExcerpt(bytes("a\u001b[31mred\u202eevil\u200b\u0000\u009b\r\nb\tc"), "");
    expect(excerpt).toBe("a<U+001B>[31mred<U+202E>evil<U+200B><U+0000><U+009B>\nb\tc");
  });

  it("never throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        const one = redactor(secretKey);
        expect(one.bodyExcerpt(body, "")).not.toMatch(/[\u0000\u001b\u202e]/);
        one.exchangeAnswerExcerpt(body);
      }),
    );
  });

  it("of an exchange answer keep names, types and error texts only", () => {
    const one = createRedactor();
    const vended = {
      AccessKeyId: "ASIAY34FZKBOKMUTVV7A",
      SecretAccessKey: secretKey,
      SessionToken: sessionToken,
      Expiration: "2026-11-22T10:00:00Z",
      n: 1,
      x: { y: null, z: [1] },
    };
    const excerpt = one.exchangeAnswerExcerpt(bytes(JSON.stringify(vended)));
    expect(JSON.parse(excerpt)).toEqual({
      AccessKeyId: "string(20)",
      SecretAccessKey: `string(${secretKey.length})`,
      SessionToken: `string(${sessionToken.length})`,
      Expiration: "string(20)",
      n: "number",
      x: { y: "null", z: "array(1)" },
    });
    expect(one.text(excerpt)).toBe(excerpt);
    expect(
      one.exchangeAnswerExcerpt(bytes(`{"message":"Not logged in","error":"SignatureDoesNotMatch ${secretKey}"}`)),
    ).toBe('{"message":"Not logged in","error":"SignatureDoesNotMatch [redacted 40 B]"}');
  });

  it("of an exchange answer that does not parse hold nothing like a credential", () => {
    const credential = fc.string({ unit: fc.constantFrom(..."abcdefXYZ0189+/=_-"), minLength: 16, maxLength: 90 });
    fc.assert(
      fc.property(
        credential.filter((text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text)),
        fc.constantFrom('{"SecretAccessKey":"', "<html>", '["', "key: ", '{"a":1}{"b":"', "'"),
        (value, before) => {
          const excerpt = createRedactor().exchangeAnswerExcerpt(bytes(`${before}${value}" and more`));
          for (const run of fragments(value, 16)) expect(excerpt).not.toContain(run);
        },
      ),
    );
  });
});

describe("a redactor that is switched off", () => {
  it("leaves everything, so that a search for planted secrets is seen to work", () => {
    const off = createRedactor({ off: true });
    off.addSecret(secretKey);
    expect(off.text(secretKey)).toBe(secretKey);
    expect(off.headers({ cookie: secretKey })).toEqual({ cookie: secretKey });
    expect(off.json({ token: secretKey })).toEqual({ token: secretKey });
    expect(off.bodyExcerpt(new TextEncoder().encode(secretKey), "")).toBe(secretKey);
    expect(off.exchangeAnswerExcerpt(new TextEncoder().encode(secretKey))).toBe(secretKey);
  });
});
