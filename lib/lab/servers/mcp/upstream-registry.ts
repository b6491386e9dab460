import type { HopResult } from "./hop-client";
import type { HopKeys } from "./sign-sigv4";
import { done, failed, type Step, type ToolContext } from "./tool-context";

const NO_JSON = "Expecting value: line 1 column 1 (char 0)";
const FIELDS = ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"] as const;

export interface GraphqlFailure {
  readonly error: string;
  /** The registry answered 401 or 403. */
  readonly authentication: boolean;
}

export function catalogHeaders({ catalogBearer }: ToolContext): Record<string, string> {
  return catalogBearer === null ? {} : { authorization: `Bearer ${catalogBearer}` };
}

/** `401 Client Error: Unauthorized for url: …`, as raise_for_status says it. */
export function statusText(result: Extract<HopResult, { kind: "answer" }>): string {
  const reasons: Readonly<Record<number, string>> = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
  };
  const side = result.status >= 500 ? "Server" : "Client";
  return `${result.status} ${side} Error: ${reasons[result.status] ?? ""} for url: ${result.url}`;
}

export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** A member of a parsed object; undefined if there is none. */
export function readMember(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Sends one GraphQL query with the caller's bearer, and words its failure as quilt-mcp's platform backend does. */
export async function graphql(
  context: ToolContext,
  query: string,
): Promise<{ readonly ok: true; readonly data: unknown } | ({ readonly ok: false } & GraphqlFailure)> {
  const { parts } = context;
  const result = await context.hop({
    method: "POST",
    url: `${parts.urlOf(parts.config.mcp.registry)}/graphql`,
    headers: { "content-type": "application/json", ...catalogHeaders(context) },
    body: JSON.stringify({ query }),
  });
  const fail = (error: string) =>
    ({ ok: false, error: `GraphQL query failed: ${error}`, authentication: false }) as const;
  if (result.kind !== "answer") return fail(result.text);
  if (result.status === 401 || result.status === 403) {
    return { ok: false, error: "GraphQL query not authorized", authentication: true };
  }
  if (result.status >= 400) return fail(result.body);
  const answer = parseObject(result.body);
  if (answer === null) return fail(NO_JSON);
  const errors: unknown = answer.errors;
  if (Array.isArray(errors)) return fail(errors.map((error) => String(readMember(error, "message"))).join("; "));
  return { ok: true, data: answer.data };
}

/** Trades the caller's bearer for AWS credentials, and words the failure as quilt-mcp's JWT service does. */
export async function exchangeCallerToken(context: ToolContext): Promise<Step<HopKeys>> {
  const { parts } = context;
  const result = await context.hop({
    method: "GET",
    url: `${parts.urlOf(parts.config.mcp.registry)}/api/auth/get_credentials`,
    headers: catalogHeaders(context),
  });
  if (result.kind === "timeout") return failed("Timeout while fetching AWS credentials");
  if (result.kind === "failed") return failed(`Failed to fetch AWS credentials: ${result.text}`);
  if (result.status === 401) return failed("JWT token invalid or expired. Please re-authenticate.");
  if (result.status === 403) return failed("Access denied. Check your permissions.");
  if (result.status >= 400) return failed(`Failed to fetch AWS credentials: ${statusText(result)}`);
  const answer = parseObject(result.body);
  if (answer === null) return failed(`Failed to fetch AWS credentials: ${NO_JSON}`);
  const missing = FIELDS.filter((name) => answer[name] === undefined);
  if (missing.length > 0) {
    const names = missing.map((name) => `'${name}'`).join(", ");
    return failed(`Invalid credential response: missing fields [${names}]`);
  }
  return done({
    accessKeyId: String(answer.AccessKeyId),
    secretAccessKey: String(answer.SecretAccessKey),
    sessionToken: String(answer.SessionToken),
  });
}

/** Claims of a token, unverified. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | null {
  return parseObject(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}
