import { expect, it } from "vitest";
import { testEnv, testRun } from "./test-env";
import { viewServerEnv } from "./view-server-env";

/** A file in which every rule has something to say. */
const everything = testEnv(
  {
    A: "1",
    AWS_REGIONS: "x",
    AWS_REGION: "us-east-1",
    HTTPS_PROXY: "http://proxy.example.org",
    AWS_PROFILE: "ada",
    MCP_REQUIRE_JWT: "true",
    MCP_JWT_SECRET: "secret",
    QUILT_ALLOW_TEST_JWT: "1",
    QUILT_FALLBACK_JWT: "x",
    QUILT_REGISTRY_URL: "https://other.example.org",
    FASTMCP_TRANSPORT: "grpc",
    QUILT_DEPLOYMENT: "cloudy",
    FASTMCP_PROT: "1",
  },
  { readOnlyRoot: false },
);

it("tells of a file in one order: what differs, how it runs, where it goes, whose tokens, AWS, the rest", () => {
  const { rows } = viewServerEnv(everything, testRun);
  expect(rows.map(({ cells }) => cells[0])).toEqual([
    "the server itself",
    "QUILT_DEPLOYMENT",
    "FASTMCP_TRANSPORT",
    "QUILT_REGISTRY_URL",
    "QUILT_FALLBACK_JWT",
    "QUILT_ALLOW_TEST_JWT",
    "MCP_JWT_SECRET",
    "MCP_REQUIRE_JWT",
    "AWS_PROFILE",
    "AWS_REGION",
    "HTTPS_PROXY",
    "root file system",
    "FASTMCP_PROT",
    "other variables",
  ]);
});

it("finds each reason once, by the first rule that has it", () => {
  const { findings } = viewServerEnv(everything, testRun);
  expect(findings.map(({ reason }) => reason)).toEqual([
    "env-not-running",
    "env-invalid-mode",
    "env-other-registry",
    "env-fallback-token",
    "env-test-tokens",
    "env-test-secret",
    "env-ignored",
    "env-own-credentials",
    "env-region",
    "env-proxy",
    "env-writable-root",
    "env-typo",
  ]);
  expect(findings.find(({ reason }) => reason === "env-invalid-mode")?.evidence).toEqual({
    setting: "QUILT_DEPLOYMENT",
    says: "set, 6 characters",
  });
});
