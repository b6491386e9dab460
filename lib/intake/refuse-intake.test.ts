import { describe, expect, it } from "vitest";
import { readIntake } from "./read-intake";
import { intakeToken, takenFrom } from "./test-intake";

const token = intakeToken("4ad3c1");
const other = intakeToken("other");

describe("what is no token", () => {
  it.each([
    ["a refresh token", '{"refresh_token":"abcdef0123456789"}', "refresh-token"],
    ["a refresh token in a form", "refresh_token=abcdef0123456789", "refresh-token"],
    ["a login code in JSON", '{"code":"abcdef0123456789"}', "login-code"],
    ["a login code in a redirect", "https://app.test/cb?code=abcdef0123&state=1", "login-code"],
    ["a role", "arn:aws:iam::123456789012:role/quilt/Reader", "role-arn"],
    ["AWS keys", "AWS_ACCESS_KEY_ID=AKIAABCDEFGHIJKLMNOP\nAWS_SECRET_ACCESS_KEY=x", "aws-keys"],
    ["credentials", '{"AccessKeyId":"ASIAABCDEFGHIJKLMNOP","SecretAccessKey":"x","SessionToken":"y"}', "aws-keys"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "private-key"],
    ["HTML", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", "html"],
    ["PNG", Buffer.from("89504e470d0a1a0a0000", "hex"), "image"],
    ["zip", Buffer.from("504b030414000000", "hex"), "binary"],
    ["gzip", Buffer.from("1f8b0800", "hex"), "binary"],
    ["zeros", Buffer.from("ab\0cd"), "binary"],
    ["an ellipsis", `${token.slice(0, 60)}\u2026`, "cut"],
    ["three dots", "eyJhbGciOi...", "cut"],
    ["stars", "Bearer eyJhbG****", "cut"],
    ["a variable", "$TOKEN", "nothing"],
    ["a variable in a header", `Authorization: Bearer ${"$"}{TOKEN}`, "nothing"],
    ["a template", "Bearer {{token}}", "nothing"],
    ["what was taken out", "<redacted>", "nothing"],
    ["an empty text", "", "nothing"],
    ["a JSON without one", "{}", "nothing"],
    ["a sentence", "please send me the token", "nothing"],
  ])("is told by its kind: %s", (_, given, kind) => {
    expect(takenFrom(given)).toBe(kind);
  });
});

describe("what stands beside the token", () => {
  const hintsOf = (text: string) => {
    const result = readIntake(text);
    return result.ok ? result.hints : null;
  };

  it.each([
    [
      `curl -H 'Authorization: Bearer ${token}' https://registry.test/api/auth/get_credentials?x=1`,
      [{ field: "registryUrl", value: "https://registry.test", where: "URL" }],
    ],
    [
      JSON.stringify({ "https://registry.test/": { access_token: token } }),
      [{ field: "registryUrl", value: "https://registry.test", where: "session" }],
    ],
    [
      JSON.stringify({
        mcpServers: { quilt: { url: "https://m.test/mcp", headers: { Authorization: `Bearer ${token}` } } },
      }),
      [{ field: "mcpUrl", value: "https://m.test/mcp", where: "server quilt" }],
    ],
    [`token ${token} of s3://my-bucket/raw`, [{ field: "s3.bucket", value: "my-bucket", where: "s3 URL" }]],
    [`curl -H 'Authorization: Bearer ${token}' https://elsewhere.test/x`, []],
  ])("is offered for the target (%#)", (text, hints) => {
    expect(hintsOf(text)).toEqual(hints);
  });

  it("holds no token", () => {
    expect(
      JSON.stringify(hintsOf(`curl -H 'Authorization: Bearer ${token}' https://r.test/api/auth/${other}`)),
    ).not.toContain(other);
  });
});

describe("reading", () => {
  it("prints no token by accident", () => {
    expect(JSON.stringify(readIntake(`A=${token}\nB=${other}`))).not.toContain(token.slice(-20));
  });

  it.each([
    ["dots", "ey".repeat(20) + "J.".repeat(400_000)],
    ["names", "a=".repeat(400_000)],
    ["token characters", "A".repeat(1_000_000)],
    ["short lines", "eyJA\n".repeat(200_000)],
    ["bearers", "Bearer ".repeat(150_000)],
    ["brackets", "[".repeat(500_000)],
    ["quotes", "> ".repeat(500_000)],
    ["spaces", " ".repeat(1_000_000)],
    ["percent signs", "%2e".repeat(300_000)],
  ])("takes linear time: %s", (_, text) => {
    const started = performance.now();
    readIntake(text);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
