import { withTarget } from "@/lib/lab/stack/config-changes";
import { jsonReply } from "./replies";
import { parseRecord, recordOf } from "./rpc-call";
import type { Fault, Right, Situation } from "./situation";

const REFUSED = { "no-token": "refused", tampered: "refused" } as const;

function graphql(whom: "all" | "wrong" | "tampered", status: number, body: unknown): Fault {
  return ({ path, caller }) => {
    const meant = whom === "all" || caller === "wrong" || (whom === "wrong" && caller === "none");
    return path.startsWith("/graphql") && meant ? jsonReply(status, body) : null;
  };
}

const right = (status: Right["status"], code?: string, more: Partial<Right> = {}): Right => ({
  layer: "search",
  status,
  verdict: status === "pass" || status === "fail" ? status : "inconclusive",
  ...(code === undefined ? {} : { code }),
  ...more,
});

const contextFailed = (message: string, code: string) => ({
  errors: [{ message: `Context creation failed: ${message}`, extensions: { code } }],
});

const graphs: readonly Situation[] = [
  {
    title: "Apollo refuses in its context, with 400",
    source: "apollographql/apollo-server#5636",
    why: "DESIGN §2 Observed (2): extensions.code UNAUTHENTICATED refuses at any status.",
    hop: "registry",
    fault: graphql("wrong", 400, contextFailed("Your session expired. Sign in again.", "UNAUTHENTICATED")),
    right: right("pass", undefined, { controls: REFUSED }),
  },
  {
    title: "Apollo refuses the real token in its context, with 400",
    source: "apollographql/apollo-server#2275",
    why: "DESIGN §2 Code → status: a structured sign of refusal counts at any status and takes the code of the 401.",
    hop: "registry",
    fault: graphql("all", 400, contextFailed("Your session expired. Sign in again.", "UNAUTHENTICATED")),
    right: right("fail", "search/unauthorized", { told: ["Your session expired"] }),
  },
  {
    title: "Apollo's context trips over the token, with 400",
    source: "apollographql/apollo-server#1231",
    why: "DESIGN §2 Observed: a parser that trips over a bad token is no answer, however its sentence speaks of tokens.",
    hop: "registry",
    fault: graphql("wrong", 400, contextFailed("jwt malformed: invalid token", "INTERNAL_SERVER_ERROR")),
    right: right("inconclusive", "search/control-unanswered", {
      controls: { "no-token": "no-answer", tampered: "no-answer" },
    }),
  },
  {
    title: "a GraphQL server that crashes on a malformed token",
    source: "Altinn/dialogporten#3236",
    why: "DESIGN §2 Observed: 5xx is no answer; a server that crashes on a bad token has not refused it.",
    hop: "registry",
    fault: graphql("tampered", 500, { errors: [{ message: "Unexpected Execution Error" }] }),
    right: right("inconclusive", "search/control-unanswered", {
      controls: { "no-token": "refused", tampered: "no-answer" },
    }),
  },
  {
    title: "AppSync refuses the real token, and its JSON says why",
    source: "aws/aws-appsync-community#198",
    why: "DESIGN §2: 401 is unauthorized; §3: the answer's own reason is shown.",
    hop: "registry",
    fault: graphql("all", 401, {
      errors: [{ errorType: "UnauthorizedException", message: "Unable to parse JWT token." }],
    }),
    right: right("fail", "search/unauthorized", { told: ["Unable to parse JWT token."] }),
  },
  {
    title: "Hasura's own code for an expired token, with 200",
    source: "hasura/graphql-engine#8659",
    why: "DESIGN §2: no data and errors never pass; invalid-jwt is a code of GraphQL (unauthorized), or an error as any (graphql-error).",
    hop: "registry",
    fault: graphql("all", 200, {
      errors: [{ extensions: { path: "$", code: "invalid-jwt" }, message: "Could not verify JWT: JWTExpired" }],
    }),
    right: [
      right("fail", "search/unauthorized", { told: ["JWTExpired"] }),
      right("fail", "search/graphql-error", { told: ["JWTExpired"] }),
    ],
  },
  {
    title: "data for the tampered token, beside an error that says FORBIDDEN",
    source: "MichalLytek/type-graphql#1408",
    why: "DESIGN §2 Observed (3): data that was handed out is always accepted; a me for the tampered token is not-enforced.",
    hop: "registry",
    fault: async (call, behind) => {
      if (!call.path.startsWith("/graphql") || call.caller !== "wrong") return null;
      const own = await call.own({ authorization: `Bearer ${behind.token}` });
      const body = parseRecord(own.body);
      const errors = [{ message: "Access denied!", path: ["packages"], extensions: { code: "FORBIDDEN" } }];
      return jsonReply(200, { ...body, errors });
    },
    right: right("fail", "search/not-enforced", { controls: { "no-token": "refused", tampered: "accepted" } }),
  },
];

/** The legacy search's answer to the real token, changed. */
function legacy(change: (own: Readonly<Record<string, unknown>>) => unknown): Fault {
  return async (call) => {
    if (!call.path.startsWith("/api/search") || call.caller !== "real") return null;
    const own = await call.own();
    const body = parseRecord(own.body);
    return body === null ? own : jsonReply(200, change(body));
  };
}

const withLegacy: NonNullable<Situation["given"]> = (config) => withTarget(config, { searchApi: "legacy" });

const indexes: readonly Situation[] = [
  {
    title: "a search that timed out on some shards, all of which count as successful, with hits enough",
    source: "opensearch-project/OpenSearch#21087",
    why: "DESIGN §5: failed shards or timed_out with enough hits are a note, not a failure.",
    given: withLegacy,
    hop: "registry",
    fault: legacy((own) => ({ ...own, timed_out: true })),
    right: right("pass", undefined, { controls: REFUSED }),
  },
  {
    title: "a search that timed out on shards which count as successful, with no hit",
    source: "opensearch-project/OpenSearch#21088",
    why: "DESIGN §5: timed_out with too few hits is operation-error, though no shard is said to have failed.",
    given: withLegacy,
    hop: "registry",
    fault: legacy((own) => ({
      ...own,
      timed_out: true,
      hits: { ...recordOf(own.hits), total: { value: 0, relation: "eq" }, hits: [] },
    })),
    right: right("fail", "search/operation-error", { without: ["search/no-hits"] }),
  },
  {
    title: "half of the shards failed, with hits enough",
    source: "elastic/elasticsearch#11017",
    why: "DESIGN §5: failed shards with enough hits are a note.",
    given: withLegacy,
    hop: "registry",
    fault: legacy((own) => ({
      ...own,
      _shards: {
        total: 10,
        successful: 5,
        failed: 5,
        failures: [{ index: "test", shard: 0, status: 400, reason: { type: "query_shard_exception" } }],
      },
    })),
    right: right("pass", undefined, { controls: REFUSED }),
  },
  {
    title: "all shards failed, with 503",
    source: "clearml/clearml#324",
    why: "DESIGN §2: any other 5xx is server-error, inconclusive; §3: the reason in the JSON is shown.",
    given: withLegacy,
    hop: "registry",
    fault: ({ path, caller }) =>
      path.startsWith("/api/search") && caller === "real"
        ? jsonReply(503, {
            error: { type: "search_phase_execution_exception", reason: "all shards failed", phase: "query" },
            status: 503,
          })
        : null,
    right: right("inconclusive", "search/server-error", { told: ["search_phase_execution_exception"] }),
  },
];

export const foundInSearch: readonly Situation[] = [...graphs, ...indexes];
