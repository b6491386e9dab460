/**
 * HMAC secrets that tests, specs and tutorials of Quilt publish (quilt-mcp-server sources and specs), and two that
 * every JWT tutorial uses. A token signed with one of them was made by a test, not by a registry, and anybody can
 * make another.
 */
export const publicSecrets: readonly string[] = [
  "test-secret",
  "test-secret-key",
  "test-secret-key-for-stateless-testing-only",
  "test-secret-for-jwt-generation",
  "dev-secret",
  "dev-secret-for-testing",
  "real-jwt-secret-for-testing",
  "development-enhanced-jwt-secret",
  "shared-secret",
  "your-secret-key",
  "your-jwt-secret",
  "my-secure-random-key",
  "secret",
  "your-256-bit-secret",
];
