import { describe, expect, it } from "vitest";
import { knownRefusalText, knownRefusalTexts } from "./known-refusal-texts";

/** The table once more, so that no row changes, appears or goes unnoticed. */
const table = [
  ["quilt-graphql", "caller", "phrase", "GraphQL query not authorized"],
  ["quilt-jwt-invalid", "caller", "phrase", "JWT token invalid or expired"],
  ["quilt-jwt-required", "caller", "phrase", "JWT authentication required"],
  ["quilt-jwt-verified", "caller", "prefix", "Invalid JWT: "],
  ["graphql-shield", "caller", "whole", "Not Authorised!"],
  ["django-graphql-jwt", "forbidden", "whole", "You do not have permission to perform this action"],
  ["pyjwt-expired", "expired", "whole", "Signature has expired"],
  ["jsonwebtoken-expired", "expired", "whole", "jwt expired"],
  ["jose-expired", "expired", "whole", '"exp" claim timestamp check failed'],
  ["rfc-expired", "expired", "whole", "The access token expired"],
  ["expired-1", "expired", "whole", "The token has expired"],
  ["expired-2", "expired", "whole", "Token has expired"],
  ["expired-3", "expired", "whole", "Token expired"],
  ["expired-4", "expired", "whole", "Access token has expired"],
  ["aws-apigw-expired", "expired", "whole", "The incoming token has expired"],
  ["istio-expired", "expired", "whole", "Jwt is expired"],
  ["go-jwt-expired", "expired", "whole", "Token is expired"],
  ["pyjwt-audience", "wrong-audience", "whole", "Audience doesn't match"],
  ["pyjwt-audience-old", "wrong-audience", "whole", "Invalid audience"],
  ["jsonwebtoken-audience", "wrong-audience", "prefix", "jwt audience invalid. expected: "],
  ["jose-audience", "wrong-audience", "whole", 'unexpected "aud" claim value'],
  ["istio-audience", "wrong-audience", "whole", "Audiences in Jwt are not allowed"],
  ["rfc-audience", "wrong-audience", "whole", "The token audience is invalid"],
  ["mcp-python-host", "host", "whole", "Invalid Host header"],
  ["mcp-typescript-host", "host", "prefix", "Invalid Host: "],
  ["mcp-typescript-host-header", "host", "prefix", "Invalid Host header: "],
  ["mcp-rust-host", "host", "whole", "Forbidden: Host header is not allowed"],
  ["mcp-missing-host", "host", "whole", "Missing Host header"],
  ["gateway-host", "host", "whole", "Host not allowed"],
  ["mcp-go-host", "host", "prefix", "Forbidden: invalid Host header"],
  ["django-host", "host", "phrase", "Invalid HTTP_HOST header: "],
  ["http-sys-host", "host", "phrase", "HTTP Error 400. The request hostname is invalid"],
  ["vite-host", "host", "prefix", "Blocked request. This host ("],
  ["rails-host", "host", "prefix", "Blocked host"],
  ["rails-host-page", "host", "phrase", "config.hosts << "],
  ["misdirected", "host", "whole", "Misdirected Request"],
] as const;

/** The first row of its meaning that a text is read by. */
const read = (text: string) => knownRefusalText(text)?.id ?? null;

describe("the known texts", () => {
  it("are these, and no other", () => {
    expect(knownRefusalTexts.map(({ id, means, match, text }) => [id, means, match, text])).toEqual(table);
  });

  it("each say which server writes them, and where that was read", () => {
    for (const { id, server, source } of knownRefusalTexts) {
      expect([server.trim().length > 2, source.trim().length > 5], id).toEqual([true, true]);
    }
    expect(new Set(knownRefusalTexts.map(({ id }) => id)).size).toBe(knownRefusalTexts.length);
  });

  it.each(table)("%s (%s, %s) is read whatever its case, blanks and full stop", (id, means, match, text) => {
    const more = match === "prefix" ? "x" : "";
    expect(knownRefusalText(`${text}${more}`, means)?.id).toBe(id);
    const shout = match === "phrase" ? text : text.toUpperCase();
    expect(knownRefusalText(`  ${shout}${match === "prefix" ? "x" : "."} `, means)?.id).toBe(id);
    for (const other of ["caller", "forbidden", "expired", "wrong-audience", "host"] as const) {
      if (other !== means) expect(knownRefusalText(`${text}${more}`, other)).toBeNull();
    }
  });

  it.each(table)("%s (%s, %s) is told from its neighbours", (id, means, match, text) => {
    const within = knownRefusalText(`about "${text}" and more`, means)?.id ?? null;
    const behind = knownRefusalText(`${text} and more`, means)?.id ?? null;
    const cut = knownRefusalText(text.trim().slice(0, -1), means)?.id ?? null;
    expect(within).toBe(match === "phrase" ? id : null);
    expect(behind).toBe(match === "whole" ? null : id);
    expect(cut === id).toBe(match === "prefix" ? cut === id : text.trim().endsWith("."));
    if (match === "prefix") expect(knownRefusalText(`x${text}`, means)).toBeNull();
  });

  it("are compared letter by letter where they are phrases", () => {
    expect(read("the jwt authentication required here")).toBeNull();
    expect(read("the JWT authentication required here")).toBe("quilt-jwt-required");
  });

  it("are looked for in the beginning of a text alone", () => {
    expect(read(`${"x".repeat(3_000)} JWT authentication required`)).toBe("quilt-jwt-required");
    expect(read(`${"x".repeat(4_000)} JWT authentication required`)).toBeNull();
  });

  it.each([
    "",
    ".",
    "token",
    "Invalid token",
    "not authorized",
    "No quilt3 session configured",
    "no catalog configured",
    "Expecting value: line 1 column 1 (char 0)",
    "Unable to locate credentials",
    "Unexpected token 'B', \"Bad Gateway\" is not valid JSON",
    "Error when retrieving token from sso: Token has expired and refresh failed",
    "ExpiredTokenException: The security token included in the request is expired",
    "AuthenticationException(401, 'security_exception', 'missing authentication credentials for REST request')",
    "Invalid hostname",
  ])("do not hold %j", (text) => {
    expect(read(text)).toBeNull();
  });
});
