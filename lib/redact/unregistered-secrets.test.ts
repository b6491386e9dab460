import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "./create-redactor";
import { b64url, header, jwt, redactor, secretKey, sessionToken } from "./test-secrets";

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
