import { describe, expect, it } from "vitest";
import { speaksOfUpstreamTrouble } from "./upstream-trouble";

describe("speaksOfUpstreamTrouble", () => {
  it.each([
    "Failed to list objects: An error occurred (SlowDown) when calling the ListObjectsV2 operation: Please reduce your request rate.",
    "Failed to discover AWS permissions: An error occurred (Throttling) when calling the GetCallerIdentity operation: Rate exceeded",
    "Failed to fetch AWS credentials: 500 Server Error: Internal Server Error for url: https://registry.example.com/api/auth/get_credentials",
    "Failed to list buckets: GraphQL query failed: Bad Gateway",
    "Search backend 'elasticsearch' encountered an error: 429 Client Error: Too Many Requests for url: https://registry.example.com/api/search",
  ])("hears it in %s", (text) => {
    expect(speaksOfUpstreamTrouble(text)).toBe(true);
  });

  it.each([
    "Failed to list objects: An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied",
    "Failed to list objects: An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.",
    "Failed to list buckets: GraphQL query not authorized",
    "Failed to fetch AWS credentials: Expecting value: line 1 column 1 (char 0)",
    "Timeout while fetching AWS credentials",
    "403 Client Error: Forbidden for url: https://registry.example.com/api/search",
    "500 objects were expected",
  ])("does not hear it in %s", (text) => {
    expect(speaksOfUpstreamTrouble(text)).toBe(false);
  });
});
