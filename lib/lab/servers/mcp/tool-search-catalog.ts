import {
  done,
  failed,
  type Step,
  type ToolArguments,
  type ToolContext,
  type ToolPayload,
  textOf,
} from "./tool-context";
import { catalogHeaders, graphql, parseObject, readMember, statusText } from "./upstream-registry";

const CAPABILITIES = [
  "metadata_search",
  "content_search",
  "package_search",
  "object_search",
  "natural_language_query",
] as const;

/** `search_catalog`: who am I, config.json, then the registry's legacy search; without a bucket quilt-mcp asks nobody. */
export async function searchCatalog(context: ToolContext, args: ToolArguments): Promise<ToolPayload> {
  const asked = {
    query: textOf(args, "query", ""),
    scope: textOf(args, "scope", "file"),
    bucket: textOf(args, "bucket", "").replace(/^s3:\/\//, ""),
  };
  const startedAt = performance.now();
  // A role token without a catalog identity: the server looks for nothing, and says that it found nothing.
  if (context.bearer !== null && context.catalogBearer === null) {
    return { wrapped: false, payload: answer(asked, [], performance.now() - startedAt) };
  }
  const session = await checkSession(context);
  if (!session.ok) return refused(asked, `Search catalog requires authentication: ${session.error}`);
  const { mcp } = context.parts.config;
  const bucket = asked.bucket === "" && mcp.searchesEveryBucket ? context.parts.secrets.bucket : asked.bucket;
  const found = bucket === "" ? done([]) : await search(context, { ...asked, bucket });
  if (!found.ok) return refused(asked, found.error);
  return { wrapped: false, payload: answer(asked, found.value, performance.now() - startedAt) };
}

interface Asked {
  readonly query: string;
  readonly scope: string;
  readonly bucket: string;
}

async function checkSession(context: ToolContext): Promise<Step<null>> {
  const { parts, catalogBearer } = context;
  if (catalogBearer === null) return failed("No quilt3 session configured");
  const me = await graphql(context, "query AuthStatus { me { name email isAdmin } }");
  if (!me.ok) {
    const text = me.authentication ? me.error : `Failed to get authentication status: ${me.error}`;
    return failed(`Session check failed: ${text}`);
  }
  const url = `${parts.urlOf(parts.config.mcp.catalog)}/config.json`;
  const config = await context.hop({ method: "GET", url, headers: {} });
  const named = config.kind === "answer" ? parseObject(config.body)?.registryUrl : undefined;
  return typeof named === "string" ? done(null) : failed("No quilt3 session configured");
}

/** Objects are in the bucket's own index, packages and their entries in a second one. */
function indexesOf({ scope, bucket }: Asked): string {
  if (scope === "file") return bucket;
  return scope === "global" ? `${bucket},${bucket}_packages` : `${bucket}_packages`;
}

async function search(context: ToolContext, asked: Asked): Promise<Step<readonly unknown[]>> {
  const { parts } = context;
  const body = JSON.stringify({ query: { query_string: { query: asked.query } } });
  const params = `index=${encodeURIComponent(indexesOf(asked))}&action=freeform&body=${encodeURIComponent(body)}&size=50`;
  const result = await context.hop({
    method: "GET",
    url: `${parts.urlOf(parts.config.mcp.registry)}/api/search?${params}`,
    headers: catalogHeaders(context),
  });
  const broken = (text: string) => failed(`Search backend 'elasticsearch' encountered an error: ${text}`);
  if (result.kind !== "answer") return broken(result.text);
  if (result.status >= 400) return result.status === 403 ? failed(statusText(result)) : broken(statusText(result));
  const hits = readMember(parseObject(result.body)?.hits, "hits");
  if (!Array.isArray(hits)) return broken("no hits in the answer");
  // The lab's index of packages holds no document for an entry.
  if (asked.scope === "packageEntry") return done([]);
  return done(hits.map((hit) => resultOf(asked.bucket, hit)));
}

function resultOf(bucket: string, hit: unknown) {
  const name = readMember(readMember(hit, "_source"), "ptr_name");
  return typeof name === "string" ? packageOf(bucket, name) : objectOf(bucket, hit);
}

function packageOf(bucket: string, name: string) {
  return {
    id: name,
    type: "package",
    title: name,
    description: `Package in ${bucket}`,
    score: 1,
    backend: "elasticsearch",
    s3_uri: null,
    package_name: name,
    logical_key: null,
    size: null,
    last_modified: "",
    metadata: { _index: `${bucket}_packages` },
    name,
    bucket,
    content_type: "",
    extension: "",
    content_preview: null,
  };
}

function objectOf(bucket: string, hit: unknown) {
  const key = String(readMember(readMember(hit, "_source"), "key") ?? "");
  const dot = key.lastIndexOf(".");
  return {
    id: String(readMember(hit, "_id")),
    type: "file",
    title: key.split("/").at(-1),
    description: `Object in ${bucket}`,
    score: 1,
    backend: "elasticsearch",
    s3_uri: `s3://${bucket}/${key}`,
    package_name: null,
    logical_key: null,
    size: 128,
    last_modified: "",
    metadata: { key, size: 128, _index: bucket },
    name: key,
    bucket,
    content_type: "",
    extension: dot < 0 ? "" : key.slice(dot + 1),
    content_preview: null,
  };
}

function answer(asked: Asked, results: readonly unknown[], tookMs: number) {
  const available = { available: true, status: "available", capabilities: CAPABILITIES, error: null };
  return {
    success: true,
    ...asked,
    results,
    total_results: results.length,
    query_time_ms: tookMs,
    backend_used: "elasticsearch",
    analysis: { query_type: "file_search", confidence: 0.6, keywords: [], file_extensions: [], filters_applied: {} },
    backend_status: { status: "available", query_time_ms: tookMs, result_count: results.length, error: null },
    backend_info: {
      available: true,
      backend: "elasticsearch",
      capabilities: CAPABILITIES,
      status: "ready",
      backends: { elasticsearch: available },
    },
    explanation: null,
  };
}

function refused(asked: Asked, error: string): ToolPayload {
  const nothing = { cause: null, possible_fixes: null, suggested_actions: null };
  const status = { status: "unavailable", query_time_ms: null, result_count: 0, error };
  return {
    wrapped: false,
    payload: { success: false, error, ...nothing, ...asked, backend_used: null, backend_status: status, help: null },
  };
}
