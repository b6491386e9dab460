import { firstGraphqlError } from "@/lib/clients/registry/graphql-answer";
import { OTHER_SCOPES } from "@/lib/clients/registry/operations";
import {
  graphqlRequest,
  legacySearchRequest,
  type RegistryCaller,
  type RegistryRequest,
} from "@/lib/clients/registry/registry-request";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import type { Secret } from "@/lib/secret";
import { askRegistry } from "../shared/ask-registry";
import type { BonafideContext } from "../shared/layer-input";
import { answerReason, jsonObject } from "../shared/read-answer";
import { legacySearchOf, searchBucket } from "../shared/search-query";
import { bothScopes, readLegacy, readUnion, SCOPES, type ScopeRow } from "../shared/search-scope-rows";

/** When the registry last indexed the bucket. */
export type LastIndexed =
  | { readonly kind: "at" /** ISO 8601 UTC. */; readonly at: string }
  | { readonly kind: "never" }
  | { readonly kind: "unknown"; readonly why: string };

export interface OtherScopes {
  readonly rows: readonly ScopeRow[];
  /** Null where that is not asked: the legacy search does not say it. */
  readonly lastIndexed: LastIndexed | null;
}

const NOT_NAMED = "not asked: registries disagree on _all and wildcards here, so only named indexes are searched";

/**
 * Asks for the scopes that the real call leaves out. Evidence only: nothing here is reported as a finding, and what
 * cannot be asked is unknown. Sent with the real token, once.
 */
export async function askOtherScopes(ctx: BonafideContext, base: string, bearer: Secret | null): Promise<OtherScopes> {
  const bucket = searchBucket(ctx.input);
  if (bucket === null) return { rows: [], lastIndexed: null };
  if (ctx.input.target.search.api !== "legacy") return askGraphql(ctx, base, bearer, bucket);
  const named = await Promise.all(SCOPES.map((scope) => askIndex(ctx, base, bearer, { scope, bucket })));
  return { rows: [...named, ...bothScopes(null, "unknown", NOT_NAMED)], lastIndexed: null };
}

type Answered = { readonly body: JsonObject } | { readonly failed: string };

async function ask(ctx: BonafideContext, request: RegistryRequest, step: string): Promise<Answered> {
  const result = await askRegistry(ctx, "beside:scopes", request, { step });
  const read = jsonObject(result);
  if (result.kind !== "answer") return { failed: result.failure };
  const said = firstGraphqlError(read) ?? (result.status === 200 && isUsable(read) ? null : answerReason(result));
  if (result.status !== 200) return { failed: said === null ? `status ${result.status}` : `${result.status}: ${said}` };
  if (read === null) return { failed: "the answer is not a JSON object" };
  return said === null ? { body: read } : { failed: said };
}

/** An answer without an error of its own: GraphQL's data, or Elasticsearch's hits. */
function isUsable(body: JsonObject | null): boolean {
  return body !== null && body.error === undefined && body.message === undefined && body.detail === undefined;
}

function callerOf(base: string, bearer: Secret | null): RegistryCaller {
  return { base, bearer: bearer?.reveal() ?? null };
}

async function askIndex(
  ctx: BonafideContext,
  base: string,
  bearer: Secret | null,
  { scope, bucket }: { readonly scope: ScopeRow["scope"]; readonly bucket: string },
): Promise<ScopeRow> {
  const search = legacySearchOf(ctx.input, scope === "objects" ? bucket : `${bucket}_packages`);
  const answer = await ask(ctx, legacySearchRequest(callerOf(base, bearer), search), `${scope} alone`);
  if ("body" in answer) return readLegacy(scope, bucket, answer.body);
  return { scope, bucket, mark: "unknown", hits: "–", why: `could not be asked: ${answer.failed}` };
}

async function askGraphql(
  ctx: BonafideContext,
  base: string,
  bearer: Secret | null,
  bucket: string,
): Promise<OtherScopes> {
  const operation = { ...OTHER_SCOPES, variables: { query: ctx.input.target.search.query ?? null } };
  const answer = await ask(ctx, graphqlRequest(callerOf(base, bearer), operation), "every bucket");
  if ("failed" in answer) {
    const why = `could not be asked: ${answer.failed}`;
    return { rows: bothScopes(null, "unknown", why), lastIndexed: { kind: "unknown", why } };
  }
  const { data } = answer.body;
  const member = (name: string): unknown => (isJsonObject(data) ? data[name] : undefined);
  return {
    rows: SCOPES.map((scope) => readUnion(scope, null, member(scope))),
    lastIndexed: readLastIndexed(member("bucketConfigs"), bucket),
  };
}

/** With its zone, for without one it could be any. */
const ISO_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(Z|[+-]\d\d:?\d\d)$/;

function readLastIndexed(configs: unknown, bucket: string): LastIndexed {
  const isOwn = (one: unknown): boolean => isJsonObject(one) && one.name === bucket;
  const own: unknown = Array.isArray(configs) ? configs.find(isOwn) : undefined;
  if (!isJsonObject(own)) return { kind: "unknown", why: "the registry does not list this bucket" };
  if (own.lastIndexed === null) return { kind: "never" };
  const { lastIndexed } = own;
  const at = typeof lastIndexed === "string" && ISO_TIME.test(lastIndexed) ? Date.parse(lastIndexed) : Number.NaN;
  return Number.isNaN(at)
    ? { kind: "unknown", why: "the registry gives no time that can be read" }
    : { kind: "at", at: new Date(at).toISOString() };
}
