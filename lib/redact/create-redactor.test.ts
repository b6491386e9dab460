import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor";

const b64url = (text: string) => Buffer.from(text).toString("base64url");
const header = b64url('{"alg":"HS256","typ":"JWT"}');
const jwt = `${header}.${b64url('{"id":"user-1","uuid":"0b7f5c1e-1f6e-4a55-9f04-7a2c7f2b7d10","exp":1790000000}')}.n3Zk0p1w_Vq8sXy-7LrJtE5mGdB2cHaUoIeKfQ4iT9s`;
const secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const sessionToken = "IQoJb3JpZ2luX2VjEDoaCXVzLWVhc3QtMSJHMEUCIQDtest//token+that+belongs/to+nobody==";

function redactor(...secrets: string[]) {
  const made = createRedactor();
  for (const secret of secrets) made.addSecret(secret);
  return made;
}

const spacedHex = (text: string) =>
  Buffer.from(text)
    .toString("hex")
    .replace(/(..)(?=.)/g, "$1 ");
const json = (text: string) => JSON.stringify(text).slice(1, -1);
const encodings: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  "percent encoding": encodeURIComponent,
  "percent encoding in small letters": (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "percent encoding of everything": (text) => Buffer.from(text).toString("hex").replace(/../g, "%$&"),
  "percent encoding twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "a form": (text) => new URLSearchParams({ a: text }).toString(),
  JSON: json,
  "JSON with escaped slashes": (text) => json(text).replaceAll("/", "\\/"),
  "JSON with unicode escapes": (text) =>
    [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  "JSON in JSON": (text) => json(json(text)),
  HTML: (text) =>
    text
      .replace(/[&<>"'/=+]/g, (char) => `&#${char === "/" ? "x2F" : char.charCodeAt(0)};`)
      .replaceAll("&#38;", "&amp;"),
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 behind one byte": (text) => Buffer.from(`x${text}y`).toString("base64"),
  "base64 behind two bytes": (text) => Buffer.from(`xx${text}yy`).toString("base64"),
  base64url: (text) => Buffer.from(`user:${text}`).toString("base64url"),
  hex: (text) => Buffer.from(text).toString("hex"),
  "hex in capitals": (text) => Buffer.from(text).toString("hex").toUpperCase(),
  "spaced hex": spacedHex,
  "spaced hex in capitals": (text) => spacedHex(text).toUpperCase(),
  "hex with colons": (text) => spacedHex(text).replaceAll(" ", ":"),
};

describe("a registered secret", () => {
  for (const [name, encode] of Object.entries(encodings)) {
    it.each([
      ["token", jwt],
      ["secret key", secretKey],
      ["session token", sessionToken],
      ["password", "hunter2/=+ü-and some more"],
    ])(`in ${name} does not survive: %s`, (_, secret) => {
      const text = `before ${encode(secret)} after`;
      const redacted = redactor(secret).text(text);
      expect(redacted).toMatch(/\[redacted (token )?\d+ B\]/);
      for (const run of fragments(encode(secret.startsWith(header) ? secret.slice(header.length + 1) : secret), 24)) {
        expect(redacted).not.toContain(run);
      }
      expect(redacted.startsWith("before ")).toBe(true);
      expect(redacted.endsWith(" after")).toBe(true);
    });

    it(`in ${name} does not survive, whatever it is made of`, () => {
      const secret = fc.string({ unit: fc.constantFrom(..."abcXYZ0189+/=-_.%&\"'\\ü€"), minLength: 16, maxLength: 80 });
      fc.assert(
        fc.property(
          secret.filter((text) => new Set(text).size > 8 && text.trim() === text),
          (value) => {
            const encoded = encode(value);
            expect(redactor(value).text(`<<${encoded}>>`)).not.toContain(encoded);
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  it("is found by any twelve characters of it", () => {
    const one = redactor(secretKey, jwt);
    fc.assert(
      fc.property(fc.nat(secretKey.length - 12), (start) => {
        const part = secretKey.slice(start, start + 12);
        expect(one.text(`excerpt: ${part}…`)).not.toContain(part);
      }),
    );
    expect(one.text(`… ${jwt.slice(-30)}`)).toBe("… [redacted 30 B]");
    expect(one.text(`token ${jwt.slice(0, 70)}`)).toBe("token [redacted token 70 B]");
  });

  it("leaves the header that all such tokens share", () => {
    expect(redactor(jwt).text(`header: ${header}`)).toBe(`header: ${header}`);
    expect(redactor(jwt).text(Buffer.from(header).toString("base64"))).toBe(Buffer.from(header).toString("base64"));
  });

  it("is found when somebody wrote its bytes in the other base64 alphabet", () => {
    const other = jwt.slice(-43).replaceAll("-", "+").replaceAll("_", "/");
    expect(redactor(jwt).text(`signature ${other}`)).toBe("signature [redacted 43 B]");
  });

  it("is found whole when it is short, and not at all when it is a mere word", () => {
    const one = redactor("hunter2pw", "secret");
    expect(one.text("pw=hunter2pw!")).toBe("pw=[redacted 9 B]!");
    expect(one.text(encodings.hex?.("hunter2pw") ?? "")).toBe("[redacted 18 B]");
    expect(one.text("the secret is out")).toBe("the secret is out");
  });

  it("does not make indentation secret", () => {
    const blanks = `${" ".repeat(40)}x`;
    expect(redactor(`${" ".repeat(20)}secretsecret1234`).text(blanks)).toBe(blanks);
  });
});

describe("what nobody registered", () => {
  const one = createRedactor();
  const leaks: readonly (readonly [string, string])[] = [
    [`got ${jwt} from caller`, jwt],
    [jwt.slice(0, -30), jwt.slice(50, -30)],
    [`${b64url('{ "alg":"RS256"}')}.abcd.efgh`, ".abcd.efgh"],
    [`${b64url('{\n"alg":"RS256"}')}.abcd.efgh`, ".abcd.efgh"],
    [`{"SecretAccessKey":"${secretKey}"}`, secretKey],
    [`{\\"SecretAccessKey\\": \\"${secretKey}\\"}`, secretKey],
    [`aws_secret_access_key = ${secretKey}`, secretKey],
    [`AWS_SECRET_ACCESS_KEY=${secretKey}`, secretKey],
    [`export AWS_SESSION_TOKEN="${sessionToken}"`, sessionToken],
    [`SessionToken: '${sessionToken}',`, sessionToken],
    [`x-amz-security-token:${sessionToken}`, sessionToken],
    [`?X-Amz-Security-Token=${encodeURIComponent(sessionToken)}&x=1`, encodeURIComponent(sessionToken)],
    [`<Token-0>${sessionToken}</Token-0>`, sessionToken],
    [`<SecretAccessKey>${secretKey}</SecretAccessKey>`, secretKey],
    ["<CanonicalRequest>GET\n/\nx-amz-security-token:abc\n</CanonicalRequest>", "security-token:abc"],
    ["<StringToSignBytes>41 57 53 34</StringToSignBytes>", "41 57 53 34"],
    ["<CanonicalRequest>cut short", "cut short"],
    ["Authorization: Bearer abc123def456ghi7", "abc123def456ghi7"],
    ["Authorization: Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"],
    ['"authorization":"Bearer abc123def456ghi7"', "abc123def456ghi7"],
    ["authorization=abc123def456ghi7", "abc123def456ghi7"],
    ["sent Bearer abc123def456ghi7 to it", "abc123def456ghi7"],
    ["Cookie: session=abc123def456; theme=dark", "abc123def456"],
    ['{"refresh_token":"r-123456789-abc"}', "r-123456789-abc"],
    ['{"access_token": "a1b2c3d4e5f6"}', "a1b2c3d4e5f6"],
    ['{"password":"hunter22!"}', "hunter22!"],
    ["client_secret=s3cr3t-v4lue", "s3cr3t-v4lue"],
    ["/login?code=ab12cd34ef56ab12&state=x", "ab12cd34ef56ab12"],
    ["key qk_0123456789abcdef used", "qk_0123456789abcdef"],
    [`ghp_${"a1".repeat(18)}`, `ghp_${"a1".repeat(18)}`],
    [`Signature=${"0123456789abcdef".repeat(4)}`, "0123456789abcdef0123456789abcdef"],
    [`token ${sessionToken}`, sessionToken],
  ];
  it.each(leaks)("%s", (text, secret) => {
    const redacted = one.text(text);
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain("[redacted");
    expect(one.text(redacted)).toBe(redacted);
  });

  it("keeps access key ids and what SigV4 says of itself", () => {
    const line =
      "AWS4-HMAC-SHA256 Credential=ASIAY34FZKBOKMUTVV7A/20261122/us-east-1/sts/aws4_request, SignedHeaders=host";
    expect(one.text(`Authorization: ${line}`)).toBe(`Authorization: ${line}`);
  });
});

describe("harmless text", () => {
  const word = fc.constantFrom(
    ...'GET POST 200 401 403 token Token invalid expired secret password authorization header missing required bucket prefix role arn:aws:iam::111122223333:role/path/Reader us-east-1 s3://data/raw/file.csv 2026-11-22T10:00:00.000Z ListBucket SignatureDoesNotMatch InvalidClientTokenId ASIAY34FZKBOKMUTVV7A AROAEXAMPLE:session-1 127.0.0.1:8080 duration=12ms status=401 requestId=9f1c2d3e-5b6a-4c7d-8e9f-0a1b2c3d4e5f traceparent:~00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 user@example.com https://registry.example.com/api/auth/get_credentials?x=1&y=2 exchange/rejected wrong-secret no-token Bearer~realm="api",~error="invalid_token" token:~expired cookie:~none code:~401 "code":"AccessDenied" 100% \\n &amp; eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 bonafide/0.1.0 token=none password= secret=false the a is not was'.split(
      " ",
    ),
  );
  it("is left alone, 10,000 lines of it", () => {
    const one = redactor(jwt, secretKey, sessionToken);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 16 }), (words) => {
        const line = words.join(" ").replaceAll("~", " ");
        expect(one.text(line)).toBe(line);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("any text at all", () => {
  const part = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      jwt,
      secretKey,
      header,
      "%",
      "\\",
      "&#",
      "&#x2f;",
      "\\u00",
      "token=",
      '"password":"',
      "<Token-0>",
      "</",
      "Bearer ",
    ),
    fc.constantFrom(
      "Authorization: ",
      "Cookie: a=",
      "[redacted",
      "[redacted 5 B]",
      "61 62 63 64 ",
      "eyJ",
      ".",
      "code=",
      "a1b2c3d4e5f6a7b8",
    ),
  );
  it("never throws, and redacting again changes nothing", () => {
    const one = redactor(jwt, secretKey);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = one.text(parts.join(""));
        expect(once).not.toContain(secretKey);
        expect(once).not.toContain(jwt);
        expect(one.text(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it("takes time in proportion to its length", () => {
    const one = redactor(jwt, secretKey, sessionToken);
    for (const unit of [
      "ey-",
      "eyJ.",
      "authorization=",
      'token="',
      "<Token-0>",
      "secret_",
      "Bearer ",
      "cookie: a=1;",
      "\\",
      "%41",
      "&#65;",
      "a",
      "qk_",
      "61 ",
      "code=",
      "eyJhIjoi.",
    ]) {
      one.text(unit.repeat(Math.ceil(1_000_000 / unit.length)));
    }
  });
});

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

/** Non-overlapping pieces of a text, each of which must be gone. */
function fragments(text: string, length: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at + length <= text.length; at += length) pieces.push(text.slice(at, at + length));
  return pieces;
}
