import { describe, expect, it } from "vitest";
import { isTroubleCode, knownTroubles, speaksOfTrouble } from "./known-troubles";

describe("speaksOfTrouble", () => {
  it.each([
    "Failed to list objects: An error occurred (SlowDown) when calling the ListObjectsV2 operation: Please reduce your request rate.",
    "Failed to discover AWS permissions: An error occurred (Throttling) when calling the GetCallerIdentity operation: Rate exceeded",
    "Failed to fetch AWS credentials: 500 Server Error: Internal Server Error for url: https://registry.example.com/api/auth/get_credentials",
    "Failed to list buckets: GraphQL query failed: Bad Gateway",
    "Search backend 'elasticsearch' encountered an error: 429 Client Error: Too Many Requests for url: https://registry.example.com/api/search",
    "Server error '503 Service Unavailable' for url 'https://a.example/'",
    `Unexpected token 'B', "Bad Gateway" is not valid JSON`,
    "GraphQL query failed: 504 Gateway Time-out.",
    "service unavailable",
    "upstream connect error or disconnect/reset before headers. reset reason: overflow",
  ])("hears it in %s", (text) => {
    expect(speaksOfTrouble(text)).toBe(true);
  });

  it.each([
    "Failed to list objects: An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied",
    "Failed to list objects: An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.",
    "Failed to list buckets: GraphQL query not authorized",
    "Failed to fetch AWS credentials: Expecting value: line 1 column 1 (char 0)",
    "Timeout while fetching AWS credentials",
    "403 Client Error: Forbidden for url: https://registry.example.com/api/search",
    "500 objects were expected",
    "the Bad Gateway page was asked for",
    "Too Many Requests",
    "",
  ])("does not hear it in %s", (text) => {
    expect(speaksOfTrouble(text)).toBe(false);
  });

  it("hears each of its sentences, and reads no further than it needs", () => {
    for (const { says } of knownTroubles) expect(speaksOfTrouble(says)).toBe(true);
    expect(speaksOfTrouble(`${"x".repeat(4_000)}: An error occurred (SlowDown) when calling`)).toBe(false);
    expect(knownTroubles.every(({ source }) => source !== "")).toBe(true);
  });
});

describe("isTroubleCode", () => {
  it.each([
    [{ status: 503, error: "x" }],
    [{ statusCode: 429 }],
    [{ status_code: 599 }],
    [{ error: { code: "SlowDown", message: "x" } }],
    [{ errors: [{ message: "x", extensions: { code: "INTERNAL_SERVER_ERROR" } }] }],
    [{ error: { type: "es_rejected_execution_exception" } }],
    [{ errorType: "ThrottlingException" }],
  ])("sees it in %j", (error) => {
    expect(isTroubleCode(error)).toBe(true);
  });

  it.each([
    [{ status: 404, error: "x" }],
    [{ status: 600 }],
    [{ status: 499 }],
    [{ error: { code: "AccessDenied" } }],
    [{ error: "SlowDown" }],
    [{ errors: [{ code: "x" }, { code: "SlowDown" }] }],
    [{ error: { error: { error: { error: { error: { code: "SlowDown" } } } } } }],
    ["SlowDown"],
    [null],
  ])("does not see it in %j", (error) => {
    expect(isTroubleCode(error)).toBe(false);
  });
});
