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

/** A code that refuses the caller, compared whole. */
export interface RefusalCode {
  readonly code: string;
  readonly kind: RefusalKind;
  /** It may stand as the `error` member too, where other servers write words. */
  readonly oauth: boolean;
  /** Who writes it, and where that was read. */
  readonly source: string;
}

/**
 * Codes of errors that refuse the caller: GraphQL servers' `extensions.code`, google.rpc.Code, AWS services' types, and
 * `error` of OAuth and bearer tokens. A code that is not here refuses nobody.
 */
export const refusalCodes: readonly RefusalCode[] = [
  ...rows("unauthorized", true, {
    invalid_token: "RFC 6750 §3.1",
    token_expired: "OAuth servers beside RFC 6750",
    expired_token: "RFC 8628 §3.5",
    login_required: "OpenID Connect Core §3.1.2.6",
  }),
  ...rows("forbidden", true, {
    insufficient_scope: "RFC 6750 §3.1",
    access_denied: "RFC 6749 §4.1.2.1",
  }),
  ...rows("unauthorized", false, {
    UNAUTHENTICATED: "Apollo Server 3 AuthenticationError; google.rpc.Code",
    UNAUTHORIZED: "Spring for GraphQL, ErrorType",
    Unauthenticated: "gRPC status names in JSON",
    Unauthorized: "AWS AppSync, errorType",
    UnauthorizedException: "AWS AppSync and API Gateway, errorType",
    NotAuthorizedException: "Amazon Cognito, __type",
    AUTH_NOT_AUTHENTICATED: "Hot Chocolate, ErrorCodes.Authentication",
    NOT_AUTHENTICATED: "Strawberry and Feathers, names of errors",
    "invalid-jwt": "Hasura, API error codes",
    unauthenticated: "google.rpc.Code in Connect (connectrpc.com)",
    unauthorized: "Spring Security OAuth",
    TOKEN_EXPIRED: "Directus, error codes",
    INVALID_TOKEN: "Directus, error codes",
    bad_jwt: "Supabase Auth, error codes",
    no_authorization: "Supabase Auth, error codes",
    PGRST301: "PostgREST, group 3 JWT errors",
    PGRST302: "PostgREST, group 3 JWT errors",
    PGRST303: "PostgREST, group 3 JWT errors",
    InvalidAuthenticationToken: "Microsoft Graph, error codes",
  }),
  ...rows("forbidden", false, {
    FORBIDDEN: "Apollo Server 3 ForbiddenError; GitHub GraphQL, errors[].type",
    Forbidden: "AWS AppSync, errorType",
    PERMISSION_DENIED: "google.rpc.Code; Netflix DGS, ErrorType",
    permission_denied: "google.rpc.Code in Connect (connectrpc.com)",
    AUTH_NOT_AUTHORIZED: "Hot Chocolate, ErrorCodes.Authentication",
    NOT_AUTHORIZED: "Strawberry and Feathers, names of errors",
    UNAUTHORIZED_FIELD_OR_TYPE: "Apollo Router, authorization directives",
    ACCESS_DENIED: "Shopify, error codes",
    KS_ACCESS_DENIED: "Keystone 6, extensions.code",
    INSUFFICIENT_SCOPES: "GitHub GraphQL, errors[].type",
    "access-denied": "Hasura, API error codes",
    forbidden: "Spring Security OAuth",
    Authorization_RequestDenied: "Microsoft Graph, error codes",
  }),
];

function rows(kind: RefusalKind, oauth: boolean, sources: Readonly<Record<string, string>>): readonly RefusalCode[] {
  return Object.entries(sources).map(([code, source]) => ({ code, kind, oauth, source }));
}

const byCode: ReadonlyMap<unknown, RefusalCode> = new Map(refusalCodes.map((row) => [row.code, row]));

/** `x-amzn-errortype` of an API in front of the service (API Gateway, gateway responses), without what follows a colon. */
const HEADER_TYPES: ReadonlyMap<string | null, RefusalKind> = new Map([
  ["UnauthorizedException", "unauthorized"],
  ["NotAuthorizedException", "unauthorized"],
  ["AccessDeniedException", "forbidden"],
  ["ForbiddenException", "forbidden"],
]);

/** What an `x-amzn-errortype` refuses; null for one that refuses nobody. */
export function headerTypeKind(type: string | null): RefusalKind | null {
  return HEADER_TYPES.get(type) ?? null;
}

/** Members of an error that hold a code, a status, or both. */
const CODE_MEMBERS = ["code", "error", "errorType", "classification", "type", "__type", "status"] as const;
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
const INNER = ["error", "errors", "extensions", "data", "detail", "fault"] as const;
/** The same, where a GraphQL server quotes the error of its own in `extensions`; elsewhere they quote other servers. */
const IN_EXTENSIONS = ["http", "originalError", "exception", "response"] as const;

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
const MAX_ITEMS = 10;

/** A node that is still to be read. */
interface OpenNode {
  readonly node: unknown;
  readonly path: string;
  readonly depth: number;
  /** What holds it said that it is an error. */
  readonly isError: boolean;
}

/**
 * The first sign of a closed list in the structure of a failed answer's JSON; null where there is none. Sentences are
 * not read: only codes that are compared whole, and statuses of 401 and 403. The work is bounded.
 */
export function structuredSign(value: unknown): StructuredSign | null {
  const open: OpenNode[] = [{ node: value, path: "", depth: 0, isError: false }];
  // What is pushed meanwhile is read, too.
  for (const next of open) {
    const sign = isJsonObject(next.node) && saysError(next) ? signOf(next.node, next.path) : null;
    if (sign !== null) return sign;
    if (next.depth < MAX_DEPTH && open.length < MAX_NODES) open.push(...insideOf(next));
  }
  return null;
}

function saysError({ node, isError }: OpenNode): boolean {
  return isError || (isJsonObject(node) && ERROR_MEMBERS.some((name) => isSaid(node[name])));
}

/** What of a node is read next: the items of a list, the inner parts of an error. */
function insideOf({ node, path, depth, isError }: OpenNode): readonly OpenNode[] {
  if (Array.isArray(node)) {
    return node.slice(0, MAX_ITEMS).map((one: unknown) => ({ node: one, path, depth: depth + 1, isError }));
  }
  if (!isJsonObject(node)) return [];
  const names = path.split(".").includes("extensions") ? [...INNER, ...IN_EXTENSIONS] : INNER;
  return names.flatMap((name) => {
    const inner = node[name];
    // `data` beside no error is what was handed out.
    if (typeof inner !== "object" || inner === null || (name === "data" && !isError)) return [];
    return [{ node: inner, path: path === "" ? name : `${path}.${name}`, depth: depth + 1, isError: true }];
  });
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}

function signOf(error: JsonObject, path: string): StructuredSign | null {
  const at = (name: string, shown: string) => `${path === "" ? "" : `${path}.`}${name} ${shown}`;
  for (const name of CODE_MEMBERS) {
    const row = byCode.get(error[name]);
    // Under `error` many servers write words: only OAuth's own codes count there.
    if (row !== undefined && (name !== "error" || row.oauth)) {
      return { kind: row.kind, sign: at(name, row.code), code: row.code };
    }
  }
  for (const name of STATUS_MEMBERS) {
    const kind = statusKind(error[name]);
    if (kind !== null) return { kind, sign: at(name, String(error[name])), code: String(error[name]) };
  }
  return null;
}

function statusKind(value: unknown): RefusalKind | null {
  if (value === 401 || value === "401") return "unauthorized";
  if (value === 403 || value === "403") return "forbidden";
  return null;
}

/** The kind of an OAuth or bearer `error` (RFC 6750 §3.1); null for one that refuses nobody. */
export function bearerErrorKind(error: string | null): RefusalKind | null {
  const row = byCode.get(error);
  return row?.oauth === true ? row.kind : null;
}
