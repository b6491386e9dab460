import { describe, expect, it } from "vitest";
import { readChallenge } from "./read-challenge";

describe("readChallenge", () => {
  it("reads a bearer challenge with resource metadata (RFC 9728)", () => {
    const header =
      'Bearer error="invalid_token", error_description="The \\"token\\" expired", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource", scope=platform';
    expect(readChallenge(header)).toEqual({
      error: "invalid_token",
      description: 'The "token" expired',
      scope: "platform",
      resourceMetadata: "https://mcp.example.com/.well-known/oauth-protected-resource",
    });
  });

  it("finds it behind another scheme, and alone", () => {
    expect(readChallenge('Basic realm="x", Bearer error=invalid_request')?.error).toBe("invalid_request");
    expect(readChallenge("bearer")).toEqual({ error: null, description: null, scope: null, resourceMetadata: null });
  });

  it.each([undefined, "", 'Basic realm="Bearer of news"', "Bearerish x=1"])("sees none in %s", (header) => {
    expect(readChallenge(header)).toBeNull();
  });
});
