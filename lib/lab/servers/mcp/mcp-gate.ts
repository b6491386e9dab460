import { createHmac, timingSafeEqual } from "node:crypto";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { PUBLISHED_SECRET } from "@/lib/lab/stack/stack-secrets";
import { CONNECT_ISSUER } from "@/lib/lab/stack/token-spec";
import type { LabCall, LabReply } from "../lab-server";
import { authenticate } from "../registry/registry-auth";
import type { McpConfig } from "./mcp-config";
import { parseObject } from "./upstream-registry";

/** Whether the server lets a request in, and with which bearer its tools go on; null where tools carry none. */
export type Gate =
  | { readonly open: true; readonly bearer: string | null }
  | { readonly open: false; readonly reply: LabReply };

/** Tokens that the server holds itself. */
export interface ServerTokens {
  readonly fallback: string;
  readonly test: string;
}

const MISSING = "JWT authentication required. Provide Authorization: Bearer header.";
const NOT_BEARER = "Invalid Authorization header. Expected Bearer token.";

/** What stands before the protocol: the middleware of quilt-mcp's deployments, or the OAuth of the Platform MCP. */
export function passGate(parts: StackParts, call: LabCall, tokens: ServerTokens): Gate {
  const { mcp } = parts.config;
  if (mcp.kind === "legacy") return { open: true, bearer: null };
  const header = mcp.losesAuthorization ? "" : (call.headers.authorization ?? "");
  if (mcp.kind === "platform") return platformGate(parts, call, header);
  if (header === "") return withoutToken(mcp, call, tokens);
  if (!/^bearer /i.test(header)) return refuse(call, 401, NOT_BEARER, "not_bearer");
  const token = header.slice("bearer ".length).trim();
  if (token === "") return refuse(call, 401, MISSING, "empty_bearer");
  const problem = mcp.kind === "validating" ? validationProblem(parts, token) : null;
  if (problem === null) return { open: true, bearer: token };
  return refuse(call, 403, `Invalid JWT: ${problem}`, "invalid_jwt");
}

function withoutToken(mcp: McpConfig, call: LabCall, tokens: ServerTokens): Gate {
  if (mcp.kind === "validating" || mcp.withoutToken === "refused") return refuse(call, 401, MISSING, "no_token");
  if (mcp.withoutToken === "test-token") {
    call.log("warn", "auth.substitute source=QUILT_ALLOW_TEST_JWT");
    return { open: true, bearer: tokens.test };
  }
  call.log("warn", `auth.substitute source=QUILT_FALLBACK_JWT path=${call.path}`);
  return { open: true, bearer: tokens.fallback };
}

function refuse(call: LabCall, status: number, error: string, reason: string): Gate {
  call.log("warn", `auth.reject reason=${reason} status=${status}`);
  return { open: false, reply: { status, contentType: "application/json", body: JSON.stringify({ error }) } };
}

/** The local check of quilt-mcp 0.10 to 0.14: signature, expiry, claims. The registry is not asked. */
function validationProblem(parts: StackParts, token: string): string | null {
  const { secret, claims: wanted } = parts.config.mcp.validation;
  const { signingSecret, otherSecret } = parts.secrets;
  const key = { registry: signingSecret, other: otherSecret, published: PUBLISHED_SECRET }[secret];
  const [head = "", body = "", signature = "", ...rest] = token.split(".");
  const header = decoded(head);
  const claims = decoded(body);
  if (header === null || claims === null || rest.length > 0) return "JWT token is malformed.";
  const expected = createHmac("sha256", key).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "JWT signature validation failed.";
  if (typeof claims.exp === "number" && claims.exp * 1000 <= stackNowMs(parts.config)) return "JWT token is expired.";
  if (wanted === "issuer-and-audience" && claims.iss !== "quilt-mcp")
    return "JWT issuer did not match expected issuer.";
  if (wanted !== "catalog-only") return null;
  if (claims.id === undefined && claims.uuid === undefined) return "JWT claims must include id or uuid.";
  const strange = Object.keys(claims).filter((name) => !["id", "uuid", "exp"].includes(name));
  if (strange.length === 0) return null;
  return `JWT claims include unsupported fields: [${strange.map((name) => `'${name}'`).join(", ")}]`;
}

function decoded(part: string): Readonly<Record<string, unknown>> | null {
  return parseObject(Buffer.from(part, "base64url").toString("utf8"));
}

/**
 * The OAuth of a protected resource: 401 with a challenge that names the metadata.
 * @see RFC 6750 §3, RFC 9728 §5.1
 */
function platformGate(parts: StackParts, call: LabCall, header: string): Gate {
  const token = /^bearer (.+)$/i.exec(header)?.[1]?.trim() ?? "";
  const auth = authenticate(parts, header, stackNowMs(parts.config));
  if (auth.ok && token !== "") return { open: true, bearer: token };
  const metadata = `resource_metadata="${origin(call)}${METADATA_PATH}${call.path}"`;
  const missing = token === "";
  call.log("warn", `auth.reject reason=${missing ? "no_token" : "invalid_token"} status=401`);
  return {
    open: false,
    reply: {
      status: 401,
      contentType: "application/json",
      headers: { "www-authenticate": missing ? `Bearer ${metadata}` : `Bearer error="invalid_token", ${metadata}` },
      body: JSON.stringify({ error: missing ? "unauthorized" : "invalid_token" }),
    },
  };
}

export const METADATA_PATH = "/.well-known/oauth-protected-resource";

function origin(call: LabCall): string {
  return `http://${call.headers.host ?? "127.0.0.1"}`;
}

/** Protected-resource metadata. @see RFC 9728 §2 */
export function resourceMetadata(call: LabCall): LabReply {
  const body = {
    resource: `${origin(call)}${call.path.slice(METADATA_PATH.length)}`,
    authorization_servers: [CONNECT_ISSUER],
    scopes_supported: ["platform"],
    bearer_methods_supported: ["header"],
  };
  return { status: 200, contentType: "application/json", body: JSON.stringify(body) };
}
