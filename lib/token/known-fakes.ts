import type { JsonObject, JsonValue } from "./strict-json";
import { roleArnClaim } from "./token-kind";

/** Placeholder subjects in the specs, tests and helper scripts of quilt-mcp-server. */
const fakeIds: ReadonlySet<unknown> = new Set([
  "test-user",
  "secret-user",
  "test-user-platform",
  "stateless-user",
  "user-123",
  "user-1",
  "dev-user",
  "dev-user-id",
  "quilt-user",
  "local-user",
  "user@example.com",
  "abc-def-ghi",
]);

/**
 * Published `uuid` claims. The `id` that goes with the last two belongs to a real developer and is no sign by itself;
 * the uuid is one token's, and these tokens are public.
 */
const fakeUuids = new Map([
  ["uuid-123", "placeholder"],
  ["uuid-456", "placeholder"],
  ["dev-user-uuid", "placeholder"],
  ["3caa49a9-3752-486e-b979-51a369d6df69", "the published test fixture"],
  ["3b5da635-afa3-4c3d-8c6f-39473c4bf8b9", "a real token that was published"],
]);

const fakeAccounts = new Map([
  ["123456789012", "the AWS documentation account"],
  ["111122223333", "the AWS documentation account"],
  ["000000000000", "an emulator's account"],
  ["123456789", "nine digits, not an account"],
  ["123", "three digits, not an account"],
  ["ACCOUNT-ID", "a placeholder"],
  ["TEST-ACCOUNT-ID", "a placeholder"],
]);

const fakeRoleNames = new Set(["TestRole", "TenantA", "TenantB"]);
/** Role names of the authors' own tests: they may exist elsewhere too. */
const suspectRoleNames = new Set(["Test", "MCPJWTTestRole", "QuiltMCPTestRole"]);
const fakeCatalogTokens: ReadonlySet<unknown> = new Set([
  "fake-token",
  "fake-jwt-token",
  "test-token",
  "eyJhbGciOi...",
]);
const suspectIssuers: ReadonlySet<unknown> = new Set([
  "mcp-test",
  "test-issuer",
  "quilt-mcp-local",
  "https://auth.example.com",
]);
const suspectAudiences: ReadonlySet<unknown> = new Set(["mcp-server", "test-audience", "quilt-mcp-server"]);
const fakeHosts = /^(?:.+\.)?example\.(?:com|org|net)$|^your-catalog\.quiltdata\.com$/;

/** Whole tokens that are nothing but sample text. */
const fakeTokens = new Set([
  "fallback-token",
  "not-a-valid-jwt-token",
  "not-a-jwt",
  "test-token",
  "fake-token",
  "fake-jwt-token",
  "qk_test_api_key_12345",
  "qk_ci_pipeline_key_abc123",
  "qk_abc123xyz",
  "qk_your_secret_here",
]);

export interface FakeMarks {
  /** Certain: no registry issues a token with this. */
  readonly certain: readonly string[];
  /** Usual in tests, possible elsewhere. */
  readonly hints: readonly string[];
}

/** Account and name of a role: a path comes before the name of a role, a session after that of an assumed one. */
const roleArn = /^arn:[^:]*:(?:iam|sts)::([^:]*):(?:role\/(?:.*\/)?|assumed-role\/)([^/]+)/;

function roleMarks(role: JsonValue | undefined, certain: string[], hints: string[]): void {
  const found = typeof role === "string" ? roleArn.exec(role) : null;
  if (found === null) return;
  const [, account = "", name = ""] = found;
  const meaning = fakeAccounts.get(account);
  if (meaning !== undefined) certain.push(`role account ${account} is ${meaning}`);
  if (fakeRoleNames.has(name)) certain.push(`role name ${name} is a placeholder`);
  if (suspectRoleNames.has(name)) hints.push(`role name ${name} is used in tests`);
}

function hostOf(value: JsonValue | undefined): string {
  return typeof value === "string" && URL.canParse(value) ? new URL(value).hostname : "";
}

/** Marks of made-up tokens in a payload, by the claims alone. Each says which claim and why; at most public values are shown. */
export function fakeMarks(payload: JsonObject): FakeMarks {
  const certain: string[] = [];
  const hints: string[] = [];
  for (const name of ["id", "sub", "user_id"]) {
    const value = payload[name];
    if (fakeIds.has(value)) certain.push(`${name} ${value} is a placeholder`);
  }
  const { uuid } = payload;
  const uuidMeaning = typeof uuid === "string" ? fakeUuids.get(uuid.toLowerCase()) : undefined;
  if (uuidMeaning !== undefined) certain.push(`uuid ${uuid} is ${uuidMeaning}`);
  roleMarks(roleArnClaim(payload), certain, hints);
  if (fakeCatalogTokens.has(payload.catalog_token)) certain.push("catalog_token is sample text");
  for (const name of ["catalog_url", "registry_url"]) {
    const host = hostOf(payload[name]);
    if (fakeHosts.test(host)) certain.push(`${name} names the sample host ${host}`);
  }
  if (suspectIssuers.has(payload.iss)) hints.push(`iss ${payload.iss} is used in tests`);
  const audiences = Array.isArray(payload.aud) ? payload.aud : [payload.aud];
  for (const audience of audiences) {
    if (suspectAudiences.has(audience)) hints.push(`aud ${audience} is used in tests`);
  }
  return { certain, hints };
}

/** The whole token is sample text from documentation or tests. `qk_abc...xyz` is how a key's fingerprint looks. */
export function isSampleToken(text: string): boolean {
  return fakeTokens.has(text) || /^qk_.*(?:\.\.\.|…)/.test(text);
}
