import { describe, expect, it } from "vitest";
import { refusesCaller } from "./caller-refusal";

describe("refusesCaller", () => {
  it.each([
    "Failed to list buckets: GraphQL query not authorized",
    "Search catalog requires authentication: Session check failed: GraphQL query not authorized",
    "Failed to discover AWS permissions: JWT token invalid or expired. Please re-authenticate.",
    "JWT authentication required. Provide Authorization: Bearer header.",
    "Invalid JWT: JWT signature validation failed.",
    "Invalid token",
    "Unauthorized",
    "401 Client Error: Unauthorized for url: https://registry.example.com/graphql",
    "The access token expired",
    "Authentication failed",
    "missing bearer token",
  ])("hears a refusal in %s", (text) => {
    expect(refusesCaller(text)).toBe(true);
  });

  it.each([
    "Search catalog requires authentication: No quilt3 session configured",
    "Not authenticated - no catalog configured",
    "Failed to fetch AWS credentials: Expecting value: line 1 column 1 (char 0)",
    "Failed to list objects: Unable to locate credentials",
    "Search catalog requires authentication: Search backend 'elasticsearch' encountered an error: 500",
    "Search catalog requires authentication: 403 Client Error: Forbidden for url: https://registry.example.com",
    "Failed to list objects: An error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.",
    "Failed to list objects: An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied",
    "AWS credentials are not available for JWT authentication.",
    "Invalid credential response: missing fields ['SessionToken']",
    "QUILT_REGISTRY_URL environment variable not configured",
    "Timeout while fetching AWS credentials",
    "1 validation error for call[bucket_list]: Unexpected keyword argument",
    "no such token in the index",
  ])("hears none in %s", (text) => {
    expect(refusesCaller(text)).toBe(false);
  });
});
