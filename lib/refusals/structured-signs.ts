import { isJsonObject, type JsonObject } from "@/lib/json-object";

/** What a sign of refusal says: who the caller is was not accepted, or what they may do was not enough. */
export type RefusalKind = "unauthorized" | "forbidden";

/** A sign of refusal in the structure of an error, with the value that gave it. */
export interface StructuredSign {
  readonly kind: RefusalKind;
  /** The member and its value: `extensions.code UNAUTHENTICATED`. */
  readonly sign: string;
  readonly code: string;
}

/**
 * Codes of errors that refuse the caller, compared whole: `extensions.code` of GraphQL servers (Apollo Server, Hasura, Hot
 * Chocolate, AppSync's errorType, Spring's classification), google.rpc.Code, and `error` of OAuth and bearer tokens
 * (RFC 6749 §4.1.2.1, RFC 6750 §3.1, OpenID Connect Core §3.1.2.6).
 */
const CODES: Readonly<Record<string, RefusalKind>> = {
  UNAUTHENTICATED: "unauthorized",
  UNAUTHORIZED: "unauthorized",
  Unauthenticated: "unauthorized",
  Unauthorized: "unauthorized",
  UnauthorizedException: "unauthorized",
  AUTH_NOT_AUTHENTICATED: "unauthorized",
  "invalid-jwt": "unauthorized",
  unauthenticated: "unauthorized",
  unauthorized: "unauthorized",
  invalid_token: "unauthorized",
  token_expired: "unauthorized",
  expired_token: "unauthorized",
  login_required: "unauthorized",
  TOKEN_EXPIRED: "unauthorized",
  INVALID_TOKEN: "unauthorized",
  FORBIDDEN: "forbidden",
  Forbidden: "forbidden",
  PERMISSION_DENIED: "forbidden",
  AUTH_NOT_AUTHORIZED: "forbidden",
  UNAUTHORIZED_FIELD_OR_TYPE: "forbidden",
  "access-denied": "forbidden",
  forbidden: "forbidden",
  insufficient_scope: "forbidden",
  access_denied: "forbidden",
};

/** Codes that an `error` member may hold (RFC 6750 §3.1, RFC 6749, OpenID Connect); other words there are sentences. */
const OAUTH_ERRORS = [
  "invalid_token",
  "insufficient_scope",
  "access_denied",
  "token_expired",
  "expired_token",
  "login_required",
] as const;

/** Members of an error that hold a code, a status, or both. */
const CODE_MEMBERS = ["code", "error", "errorType", "classification", "status"] as const;
const STATUS_MEMBERS = [
  "statusCode",
  "status_code",
  "status",
  "code",
  "httpStatus",
  "http_status",
  "httpStatusCode",
] as const;

/** Members of an error that hold more of it. */
const INNER = [
  "error",
  "errors",
  "extensions",
  "http",
  "originalError",
  "exception",
  "response",
  "data",
  "detail",
  "fault",
] as const;

/** Members without which an object is no error, whatever number its `status` or `code` is. */
const ERROR_MEMBERS = [
  "error",
  "errors",
  "message",
  "detail",
  "error_description",
  "title",
  "fault",
  "errorMessage",
] as const;

const MAX_NODES = 100;
const MAX_DEPTH = 5;

/**
 * The first sign of a closed list in the structure of a failed answer's JSON; null where there is none. Sentences are
 * not read: only codes that are compared whole, and statuses of 401 and 403. The work is bounded.
 */
export function structuredSign(value: unknown): StructuredSign | null {
  const open: { readonly node: unknown; readonly path: string; readonly depth: number; readonly isError: boolean }[] = [
    { node: value, path: "", depth: 0, isError: false },
  ];
  for (let seen = 0; open.length > 0 && seen < MAX_NODES; seen += 1) {
    const next = open.shift();
    if (next === undefined) break;
    const { node, path, depth } = next;
    if (Array.isArray(node)) {
      if (depth < MAX_DEPTH)
        open.push(...node.slice(0, 10).map((one: unknown) => ({ ...next, node: one, depth: depth + 1 })));
      continue;
    }
    if (!isJsonObject(node)) continue;
    const isError = next.isError || ERROR_MEMBERS.some((name) => isSaid(node[name]));
    const sign = isError ? signOf(node, path) : null;
    if (sign !== null) return sign;
    if (depth >= MAX_DEPTH) continue;
    for (const name of INNER) {
      const inner = node[name];
      // `data` beside no error is what was handed out.
      if (typeof inner !== "object" || inner === null || (name === "data" && !next.isError)) continue;
      open.push({ node: inner, path: path === "" ? name : `${path}.${name}`, depth: depth + 1, isError: true });
    }
  }
  return null;
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}

function signOf(error: JsonObject, path: string): StructuredSign | null {
  const at = (name: string, shown: string) => `${path === "" ? "" : `${path}.`}${name} ${shown}`;
  for (const name of CODE_MEMBERS) {
    const code = error[name];
    if (typeof code !== "string" || (name === "error" && !isOauthError(code))) continue;
    // The code is a server's word: "constructor" must not find what every object has.
    const kind = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
    if (kind !== undefined) return { kind, sign: at(name, code), code };
  }
  for (const name of STATUS_MEMBERS) {
    const kind = statusKind(error[name]);
    if (kind !== null) return { kind, sign: at(name, String(error[name])), code: String(error[name]) };
  }
  return null;
}

function isOauthError(code: string): boolean {
  return OAUTH_ERRORS.some((one) => one === code);
}

function statusKind(value: unknown): RefusalKind | null {
  if (value === 401 || value === "401") return "unauthorized";
  if (value === 403 || value === "403") return "forbidden";
  return null;
}

/** The kind of an OAuth or bearer `error` (RFC 6750 §3.1); null for one that refuses nobody. */
export function bearerErrorKind(error: string | null): RefusalKind | null {
  if (error === null || !isOauthError(error)) return null;
  return CODES[error] ?? null;
}
