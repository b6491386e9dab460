import { withTarget } from "@/lib/lab/stack/config-changes";
import { mcpFront, strangersGet401 } from "./mcp-front";
import { jsonReply, textReply, toolText } from "./replies";
import type { Fault, Right, Situation } from "./situation";

const CREDENTIALS = "/api/auth/get_credentials";
const REFUSED = { "no-token": "refused", tampered: "refused" } as const;
const UNANSWERED = { "no-token": "no-answer", tampered: "no-answer" } as const;

function at(path: string, whom: "all" | "wrong" | "real", reply: () => ReturnType<typeof jsonReply>): Fault {
  return ({ path: asked, caller }) => {
    if (!asked.startsWith(path)) return null;
    return whom === "all" || (caller === "real") === (whom === "real") ? reply() : null;
  };
}

const passes = (layer: string): Right => ({ layer, status: "pass", verdict: "pass", controls: REFUSED });

const notAuthorised = () =>
  jsonReply(200, {
    data: null,
    errors: [{ message: "Not Authorised!", extensions: { code: "UNAUTHENTICATED" } }],
  });

const structured: readonly Situation[] = [
  {
    title: "GraphQL's own code refuses wrong callers with 200",
    source: "graphql/graphql-over-http#213",
    hop: "registry",
    fault: at("/graphql", "wrong", notAuthorised),
    right: passes("search"),
  },
  {
    title: "GraphQL's own code refuses the real token with 200",
    source: "graphql/graphql-over-http#213",
    hop: "registry",
    fault: at("/graphql", "all", notAuthorised),
    right: { layer: "search", status: "fail", verdict: "fail", code: "search/unauthorized", told: ["Not Authorised!"] },
  },
  {
    title: "an OAuth error refuses with 400",
    source: "BerriAI/litellm#37496",
    hop: "registry",
    fault: at(CREDENTIALS, "wrong", () =>
      jsonReply(400, { error: "invalid_token", error_description: "The token is malformed" }),
    ),
    right: passes("exchange"),
  },
  {
    title: "an error object with its own status refuses with 200",
    source: "BerriAI/litellm#37496",
    hop: "registry",
    fault: at(CREDENTIALS, "wrong", () =>
      jsonReply(200, { error: { code: 401, status: "UNAUTHENTICATED", message: "x" } }),
    ),
    right: passes("exchange"),
  },
  {
    title: "a tool's OAuth error as text refuses",
    source: "BerriAI/litellm#37496",
    hop: "mcp",
    fault: mcpFront({
      tool: (call) =>
        call.caller === "real" ? null : toolText(call, JSON.stringify({ error: "invalid_token" }), true),
    }),
    right: passes("mcp"),
  },
];

const PARSER = "Unexpected token 'B', \"Bad Gateway\" is not valid JSON";

const crashes: readonly Situation[] = [
  {
    title: "a GraphQL parser that trips over a bad token has not refused it",
    source: "mainmatter/ember-simple-auth#1324",
    hop: "registry",
    fault: at("/graphql", "wrong", () =>
      jsonReply(200, {
        data: null,
        errors: [
          {
            message: "Unexpected token < in JSON at position 0",
            extensions: { code: "INTERNAL_SERVER_ERROR" },
          },
        ],
      }),
    ),
    right: {
      layer: "search",
      status: "inconclusive",
      verdict: "inconclusive",
      code: "search/control-unanswered",
      controls: UNANSWERED,
    },
  },
  {
    title: "a tool whose parser trips over a bad token has not refused it",
    source: "SecretiveShell/MCP-Bridge#72",
    hop: "mcp",
    fault: mcpFront({ tool: (call) => (call.caller === "wrong" ? toolText(call, PARSER, true) : null) }),
    right: {
      layer: "mcp",
      status: "inconclusive",
      verdict: "inconclusive",
      code: "mcp/control-unanswered",
      controls: { "no-token": "refused", tampered: "no-answer" },
    },
  },
];

function troubled(
  title: string,
  source: string,
  text: string,
  isError: boolean,
  also: readonly string[] = [],
): Situation {
  return {
    title,
    source,
    hop: "mcp",
    fault: mcpFront({ first: strangersGet401, tool: (call) => toolText(call, text, isError) }),
    right: {
      layer: "mcp",
      status: also.length > 0 ? "inconclusive" : "fail",
      verdict: also.length > 0 ? "inconclusive" : "fail",
      code: also.length > 0 ? also : "mcp/tool-failed",
      without: ["mcp/unauthorized", "mcp/expired"],
      unsaid: [/does not accept this token/i],
    },
  };
}

const EXPIRED_SSO =
  '{"success":false,"error":"Failed to list objects: Error when retrieving token from sso: Token has expired and refresh failed"}';
const parserTrips = troubled("a tool that trips over a gateway's page", "SecretiveShell/MCP-Bridge#72", PARSER, true);

const ownTroubles: readonly Situation[] = [
  troubled("the server's own SSO session has expired", "aws/aws-cli#7692", EXPIRED_SSO, false),
  troubled(
    "the server's own AWS session has expired",
    "Dynobase/dynobase#122",
    "ExpiredTokenException: The security token included in the request is expired",
    true,
  ),
  {
    ...parserTrips,
    right: [...[parserTrips.right].flat(), ...[troubled("", "", PARSER, true, ["mcp/upstream-failed"]).right].flat()],
  },
  troubled(
    "the server's own search has no credentials",
    "TheHive-Project/TheHiveDocs#188",
    "Search failed: AuthenticationException(401, 'security_exception', 'missing authentication credentials for REST request')",
    true,
  ),
];

const reasons: readonly Situation[] = [
  {
    title: "the challenge says why",
    source: "linuxfoundation/easycla#832",
    hop: "registry",
    fault: at(CREDENTIALS, "all", () =>
      jsonReply(
        401,
        { message: "Unauthorized" },
        {
          "www-authenticate": 'Bearer scope="" error="invalid_token" error_description="the token has expired"',
        },
      ),
    ),
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/rejected",
      told: ["the token has expired"],
    },
  },
  {
    title: "a header of API Gateway says why",
    source: "istio/istio#26559",
    hop: "registry",
    fault: at(CREDENTIALS, "all", () =>
      jsonReply(401, { message: null }, { "x-amzn-errortype": "AuthorizerConfigurationException" }),
    ),
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/rejected",
      told: ["AuthorizerConfigurationException"],
    },
  },
  {
    title: "a plain text says why",
    source: "istio/istio#40718",
    hop: "registry",
    fault: ({ path, caller }) => {
      if (!path.startsWith(CREDENTIALS)) return null;
      return caller === "none" ? textReply(403, "RBAC: access denied") : textReply(401, "Jwt issuer is not configured");
    },
    right: {
      layer: "exchange",
      status: "fail",
      verdict: "fail",
      code: "exchange/rejected",
      told: ["Jwt issuer is not configured"],
    },
  },
  {
    title: "failed shards say why nothing was found",
    source: "elastic/elasticsearch#23059",
    given: (config) => withTarget(config, { searchApi: "legacy" }),
    hop: "registry",
    fault: at("/api/search", "real", () =>
      jsonReply(200, {
        took: 30_000,
        timed_out: true,
        _shards: {
          total: 5,
          successful: 3,
          failed: 2,
          failures: [{ shard: 0, index: "b", reason: { type: "es_rejected_execution_exception", reason: "queue" } }],
        },
        hits: { total: { value: 0, relation: "eq" }, hits: [] },
      }),
    ),
    right: {
      layer: "search",
      status: "fail",
      verdict: "fail",
      code: "search/operation-error",
      told: ["es_rejected_execution_exception"],
    },
  },
];

export const refusalSituations: readonly Situation[] = [...structured, ...crashes, ...ownTroubles, ...reasons];
