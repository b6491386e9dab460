/** How a value may be shown: only where it has the form of a plain setting. */
export type ShownAs = "url" | "mode" | "transport" | "switch" | "number" | "region" | "token" | "masked";

/** A variable that quilt-mcp, or the AWS client in it, reads or once read. */
export interface KnownVariable {
  readonly name: string;
  readonly shownAs: ShownAs;
  /** First and last version that reads it, both included; left out where that is not known or has no end. */
  readonly from?: string;
  readonly to?: string;
  /** No version ever read it. */
  readonly never?: true;
}

/** Variables of quilt-mcp (config.py, main.py and history of quilt-mcp-server; run: 0.21.0 and 0.22.0). */
export const serverVariables: readonly KnownVariable[] = [
  { name: "QUILT_DEPLOYMENT", shownAs: "mode" },
  { name: "QUILT_MULTIUSER_MODE", shownAs: "switch", from: "0.14.0" },
  { name: "QUILT_CATALOG_URL", shownAs: "url" },
  { name: "QUILT_REGISTRY_URL", shownAs: "url" },
  { name: "QUILT_GRAPHQL_ENDPOINT", shownAs: "url" },
  { name: "QUILT_FALLBACK_JWT", shownAs: "token", from: "0.17.0" },
  { name: "QUILT_ALLOW_TEST_JWT", shownAs: "switch" },
  { name: "ALLOW_GENERATED_TEST_JWT", shownAs: "switch" },
  { name: "PLATFORM_TEST_ENABLED", shownAs: "switch" },
  { name: "PLATFORM_TEST_JWT_TOKEN", shownAs: "masked" },
  { name: "PLATFORM_TEST_JWT_SECRET", shownAs: "masked", from: "0.16.0", to: "0.16.99" },
  { name: "QUILT_TEST_JWT_TOKEN", shownAs: "masked" },
  { name: "QUILT_SERVICE_TIMEOUT", shownAs: "number" },
  { name: "QUILT_BROWSING_SESSION_TTL", shownAs: "number" },
  { name: "QUILT_KNOWN_BUCKETS", shownAs: "masked" },
  { name: "QUILT_ENABLE_FALLBACK_DISCOVERY", shownAs: "switch" },
  { name: "FASTMCP_TRANSPORT", shownAs: "transport" },
  { name: "FASTMCP_ADDR", shownAs: "masked" },
  { name: "FASTMCP_HOST", shownAs: "masked" },
  { name: "FASTMCP_PORT", shownAs: "number" },
  { name: "AWS_DEFAULT_REGION", shownAs: "region" },
  { name: "AWS_REGION", shownAs: "region" },
  { name: "ATHENA_WORKGROUP", shownAs: "masked" },
  { name: "ATHENA_QUERY_RESULT_LOCATION", shownAs: "masked" },
  { name: "QUILT_MCP_RESOURCES_ENABLED", shownAs: "switch" },
  { name: "QUILT_MCP_RESOURCE_CACHE_TTL", shownAs: "number" },
  { name: "QUILT_MCP_RESOURCE_CACHE_ENABLED", shownAs: "switch" },
  { name: "QUILT_MCP_RESOURCE_ACCESS_LOGGING", shownAs: "switch" },
  { name: "MCP_SKIP_BANNER", shownAs: "switch" },
  { name: "QUILT_DISABLE_USAGE_METRICS", shownAs: "switch" },
  { name: "QUILT_TEST_BUCKET", shownAs: "masked" },
  { name: "QUILT_NAVIGATOR_URL", shownAs: "url" },
  { name: "QUILT_WORKFLOW_DIR", shownAs: "masked" },
  { name: "MCP_JWT_SECRET", shownAs: "masked", from: "0.10.0", to: "0.16.99" },
  { name: "MCP_JWT_SECRET_SSM_PARAMETER", shownAs: "masked", from: "0.10.0", to: "0.14.99" },
  { name: "MCP_JWT_ISSUER", shownAs: "masked", from: "0.10.0", to: "0.14.99" },
  { name: "MCP_JWT_AUDIENCE", shownAs: "masked", from: "0.10.0", to: "0.14.99" },
  { name: "MCP_JWT_SESSION_DURATION", shownAs: "number", from: "0.10.0", to: "0.12.99" },
  { name: "MCP_REQUIRE_JWT", shownAs: "switch", from: "0.10.0", to: "0.10.99" },
  { name: "QUILT_MULTITENANT_MODE", shownAs: "switch", from: "0.11.0", to: "0.13.99" },
  { name: "MCP_ENHANCED_JWT_SECRET", shownAs: "masked", from: "0.8.0", to: "0.9.2" },
  { name: "MCP_ENHANCED_JWT_KID", shownAs: "masked", from: "0.8.0", to: "0.9.2" },
  // Named in old notes; gone by 0.17, and since when is not known.
  { name: "QUILT_MCP_STATELESS_MODE", shownAs: "switch", to: "0.16.99" },
  { name: "QUILT_BACKEND_MODE", shownAs: "masked", never: true },
];

/** Variables that hand the AWS client credentials of the server's own (AWS SDKs reference guide). */
export const credentialVariables: readonly string[] = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ROLE_ARN",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_CONFIG_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
];

/** Variables that hold a secret which tokens are verified or made with. */
export const signingVariables: readonly string[] = [
  "MCP_JWT_SECRET",
  "MCP_ENHANCED_JWT_SECRET",
  "PLATFORM_TEST_JWT_SECRET",
];

/** Variables that put other tokens in the place of missing ones, or make them up. */
export const testTokenVariables: readonly string[] = [
  "QUILT_ALLOW_TEST_JWT",
  "ALLOW_GENERATED_TEST_JWT",
  "PLATFORM_TEST_ENABLED",
  "PLATFORM_TEST_JWT_TOKEN",
];

/** Where AWS clients call in place of AWS itself (AWS SDKs and Tools Reference Guide, Service-specific endpoints). */
export const endpointVariables: readonly string[] = [
  "AWS_ENDPOINT_URL",
  ...["S3", "STS", "IAM", "ATHENA", "GLUE"].map((service) => `AWS_ENDPOINT_URL_${service}`),
];

export const proxyVariables: readonly string[] = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

const transports = ["stdio", "http", "sse", "streamable-http"] as const;
export type Transport = (typeof transports)[number];

/** What `FASTMCP_TRANSPORT` may say; null for anything else. */
export function readTransport(value: string): Transport | null {
  return transports.find((one) => one === value.trim().toLowerCase()) ?? null;
}

const modes = ["remote", "local", "legacy"] as const;

/** What `QUILT_DEPLOYMENT` and `--deployment` may say; null for anything else, at which quilt-mcp does not start. */
export function readDeployment(value: string): (typeof modes)[number] | null {
  return modes.find((one) => one === value.trim().toLowerCase()) ?? null;
}
