/**
 * What a known sentence of a server means for the call that got it. `caller` and `forbidden` refuse by themselves; `expired` and
 * `wrong-audience` say more of what another sign refused: on their own they may speak of a token of the server's.
 */
export type KnownMeaning = "caller" | "forbidden" | "expired" | "wrong-audience" | "host";

/** A sentence of one known server or library. */
export interface KnownRefusalText {
  readonly id: string;
  readonly means: KnownMeaning;
  /** `whole`: the text is this; `prefix`: it begins so; `phrase`: it holds this, which only this server writes. */
  readonly match: "whole" | "prefix" | "phrase";
  readonly text: string;
  /** Who writes it. */
  readonly server: string;
  /** Where that was read. */
  readonly source: string;
}

/**
 * Texts that refuse a caller, or the name of the host that was asked for: the only place where sentences are read so. They
 * are compared without regard to case, blanks around them and a full stop at their end; a phrase is compared letter by
 * letter. A sentence that is not here refuses nobody, whatever words it holds.
 */
export const knownRefusalTexts = [
  ...sayCaller("quilt-mcp 0.14–0.22", "quilt_mcp/ops/quilt_ops.py", "phrase", {
    "quilt-graphql": "GraphQL query not authorized",
    "quilt-jwt-invalid": "JWT token invalid or expired",
    "quilt-jwt-required": "JWT authentication required",
  }),
  ...sayCaller("quilt-mcp 0.10–0.14", "quilt_mcp/middleware/jwt_middleware.py", "prefix", {
    "quilt-jwt-verified": "Invalid JWT: ",
  }),
  ...says("caller", [
    ["graphql-shield", "whole", "Not Authorised!", "graphql-shield", "dimatill/graphql-shield README, fallbackError"],
  ]),
  ...says("forbidden", [
    [
      "django-graphql-jwt",
      "whole",
      "You do not have permission to perform this action",
      "django-graphql-jwt",
      "flavors/django-graphql-jwt graphql_jwt/exceptions.py, PermissionDenied",
    ],
  ]),
  ...says("expired", [
    ["pyjwt-expired", "whole", "Signature has expired", "PyJWT", "jwt/api_jwt.py"],
    ["jsonwebtoken-expired", "whole", "jwt expired", "jsonwebtoken", "auth0/node-jsonwebtoken README"],
    ["jose-expired", "whole", '"exp" claim timestamp check failed', "jose", "panva/jose src/lib/jwt_claims_set.ts"],
    ["rfc-expired", "whole", "The access token expired", "RFC 6750 §3", "RFC 6750 §3"],
    ["expired-1", "whole", "The token has expired", "many", "linuxfoundation/easycla#832"],
    ["expired-2", "whole", "Token has expired", "Flask-JWT-Extended", "vimalloc/flask-jwt-extended"],
    ["expired-3", "whole", "Token expired", "many", "RFC 6750 §3.1"],
    ["expired-4", "whole", "Access token has expired", "many", "RFC 6750 §3.1"],
    [
      "aws-apigw-expired",
      "whole",
      "The incoming token has expired",
      "Amazon API Gateway",
      "API Gateway, gateway responses",
    ],
    ["istio-expired", "whole", "Jwt is expired", "Envoy", "envoy jwt_verify_lib, status.cc"],
    ["go-jwt-expired", "whole", "Token is expired", "golang-jwt", "golang-jwt/jwt errors.go"],
  ]),
  ...says("wrong-audience", [
    ["pyjwt-audience", "whole", "Audience doesn't match", "PyJWT", "jwt/api_jwt.py"],
    ["pyjwt-audience-old", "whole", "Invalid audience", "PyJWT before 2.9", "jwt/api_jwt.py"],
    [
      "jsonwebtoken-audience",
      "prefix",
      "jwt audience invalid. expected: ",
      "jsonwebtoken",
      "auth0/node-jsonwebtoken verify.js",
    ],
    ["jose-audience", "whole", 'unexpected "aud" claim value', "jose", "panva/jose src/lib/jwt_claims_set.ts"],
    ["istio-audience", "whole", "Audiences in Jwt are not allowed", "Envoy", "envoy jwt_verify_lib, status.cc"],
    ["rfc-audience", "whole", "The token audience is invalid", "many", "RFC 9068 §4"],
  ]),
  ...says("host", [
    [
      "mcp-python-host",
      "whole",
      "Invalid Host header",
      "MCP Python SDK, Starlette",
      "apache/doris-mcp-server#203, awslabs/mcp#4507",
    ],
    [
      "mcp-typescript-host",
      "prefix",
      "Invalid Host: ",
      "MCP TypeScript SDK",
      "modelcontextprotocol/typescript-sdk, hostHeaderValidation",
    ],
    [
      "mcp-typescript-host-header",
      "prefix",
      "Invalid Host header: ",
      "MCP TypeScript SDK",
      "modelcontextprotocol/typescript-sdk, streamableHttp",
    ],
    [
      "mcp-rust-host",
      "whole",
      "Forbidden: Host header is not allowed",
      "MCP Rust SDK",
      "modelcontextprotocol/rust-sdk, tower",
    ],
    [
      "mcp-missing-host",
      "whole",
      "Missing Host header",
      "MCP SDKs",
      "modelcontextprotocol/typescript-sdk, streamableHttp",
    ],
    ["gateway-host", "whole", "Host not allowed", "gateways", "RFC 9110 §15.5.20"],
    [
      "mcp-go-host",
      "prefix",
      "Forbidden: invalid Host header",
      "MCP Go SDK",
      "modelcontextprotocol/go-sdk, streamable",
    ],
    ["django-host", "phrase", "Invalid HTTP_HOST header: ", "Django", "django/http/request.py"],
    [
      "http-sys-host",
      "phrase",
      "HTTP Error 400. The request hostname is invalid",
      "Microsoft HTTP.sys, IIS",
      "Microsoft Learn, HTTP.sys error 400",
    ],
    ["vite-host", "prefix", "Blocked request. This host (", "Vite", "vitejs/vite hostCheck"],
    ["rails-host", "prefix", "Blocked host", "Rails", "ActionDispatch::HostAuthorization"],
    ["rails-host-page", "phrase", "config.hosts << ", "Rails", "ActionDispatch::HostAuthorization, debug page"],
    ["misdirected", "whole", "Misdirected Request", "Apache httpd, nginx, Envoy", "RFC 9110 §15.5.20"],
  ]),
] as const satisfies readonly KnownRefusalText[];

function sayCaller(
  server: string,
  source: string,
  match: KnownRefusalText["match"],
  texts: Readonly<Record<string, string>>,
): readonly KnownRefusalText[] {
  return Object.entries(texts).map(([id, text]) => ({ id, means: "caller", match, text, server, source }));
}

type Told = readonly [id: string, match: KnownRefusalText["match"], text: string, server: string, source: string];

function says(means: KnownMeaning, rows: readonly Told[]): readonly KnownRefusalText[] {
  return rows.map(([id, match, text, server, source]) => ({ id, means, match, text, server, source }));
}

/** Longer texts are no sentences of these servers, but pages or data: their beginning alone is read. */
const MAX_READ = 4_000;

/** The first known sentence that a text is, begins with or holds; null where there is none. */
export function knownRefusalText(text: string, means?: KnownMeaning): KnownRefusalText | null {
  const read = text.slice(0, MAX_READ);
  const said = { read, plain: plain(read) };
  return knownRefusalTexts.find((row) => (means === undefined || row.means === means) && isSaid(said, row)) ?? null;
}

function isSaid(said: { readonly read: string; readonly plain: string }, { match, text }: KnownRefusalText): boolean {
  if (match === "whole") return said.plain === plain(text);
  return match === "prefix" ? said.plain.startsWith(text.toLowerCase()) : said.read.includes(text);
}

function plain(text: string): string {
  const said = text.trim().toLowerCase();
  return said.endsWith(".") ? said.slice(0, -1) : said;
}
