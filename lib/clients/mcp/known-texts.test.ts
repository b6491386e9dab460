import { describe, expect, it } from "vitest";
import { knownTexts, knownTextsIn } from "./known-texts";

describe("knownTextsIn", () => {
  it.each([
    ["Invalid JWT: JWT signature validation failed.", ["invalid-jwt"]],
    ["Failed: JWT authentication required", ["jwt-required"]],
    ["JWT authentication required. Provide Authorization: Bearer header.", ["no-token-came", "jwt-required"]],
    ["AWS credentials are not available for JWT authentication.", ["no-credentials-for-jwt"]],
    ["Expecting value: line 1 column 1 (char 0)", ["not-json"]],
    [`Unexpected token '<', "<!DOCTYPE "... is not valid JSON`, ["not-json"]],
    [`Unexpected token 'B', "Bad Gateway" is not valid JSON`, []],
    ["Expecting value", []],
    ["No quilt3 session configured", ["no-own-session"]],
    ["Search failed: no catalog configured", ["no-own-session"]],
    ["Unable to locate credentials", ["no-own-session"]],
    ["Failed to discover AWS permissions: You must specify a region.", ["no-region"]],
    ["GraphQL query not authorized", ["refused-upstream"]],
    ["JWT token invalid or expired", ["refused-upstream"]],
    ["Expecting value: line 1 column 1 (char 0); UNABLE TO LOCATE CREDENTIALS", ["not-json", "no-own-session"]],
    ["the region is closed; the token expired", []],
    ["", []],
  ])("recognises %j as %j", (text, ids) => {
    expect(knownTextsIn(text)).toEqual(ids);
  });

  it("writes its phrases as it compares them, and each id once", () => {
    const phrases = knownTexts.flatMap(({ says }): readonly string[] => says);
    expect(phrases).toEqual(phrases.map((phrase) => phrase.toLowerCase()));
    expect(new Set(knownTexts.map(({ id }) => id)).size).toBe(knownTexts.length);
  });
});
