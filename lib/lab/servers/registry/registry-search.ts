import { findObjects, findPackages, indexOf, type LabIndex } from "@/lib/lab/stack/lab-content";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import type { LabCall, LabReply } from "../lab-server";

/**
 * The legacy search: a proxy to Elasticsearch 7. `action=search` takes `query`, `action=freeform` a query body;
 * `index` names buckets, packages live in `<bucket>_packages`.
 * @see https://github.com/quiltdata/quilt/blob/master/api/python/quilt3/search_util.py
 */
export function answerLegacySearch(parts: StackParts, call: LabCall, seesBucket: boolean): LabReply {
  const { bucket } = parts.secrets;
  const indexes = (call.params.get("index") ?? "").split(",").filter((name) => name !== "");
  const strange = indexes.filter((name) => name !== bucket && name !== `${bucket}_packages`);
  if (indexes.length === 0) return json(400, { message: "index is required" });
  if (strange.length > 0) {
    call.log("warn", "search.reject reason=index_not_allowed");
    return json(403, { message: "Index not allowed" });
  }
  const text = searchText(call.params);
  if (text === null) return json(400, { message: "unknown action or query" });
  const size = Number(call.params.get("size") ?? "10");
  const held = indexOf(parts.config);
  const hits = seesBucket ? indexes.flatMap((index) => hitsOf(held, index, bucket, text)) : [];
  call.log("info", `search.done indexes=${indexes.length} hits=${hits.length}`);
  return json(200, {
    took: 2,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      total: { value: hits.length, relation: "eq" },
      max_score: hits.length > 0 ? 1 : null,
      hits: hits.slice(0, Number.isFinite(size) ? Math.max(0, size) : 10),
    },
  });
}

function hitsOf(held: LabIndex, index: string, bucket: string, text: string): readonly unknown[] {
  if (index === bucket) {
    return findObjects(held, text).map(({ key }) => ({
      _index: index,
      _id: `${key}:null`,
      _score: 1,
      _source: { key, size: 128 },
    }));
  }
  return findPackages(held, text).map((name) => ({ _index: index, _id: name, _score: 1, _source: { ptr_name: name } }));
}

/** What is looked for, whichever way it was asked; null for a request that is none. */
function searchText(params: URLSearchParams): string | null {
  if (params.get("action") === "search") return params.get("query") ?? "";
  if (params.get("action") !== "freeform") return null;
  try {
    const body: unknown = JSON.parse(params.get("body") ?? "");
    return firstQueryText(body) ?? "";
  } catch {
    return null;
  }
}

/** The first `query` that is a string, at any depth: of `query_string`, `match` or `multi_match`. */
function firstQueryText(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const own: unknown = Reflect.get(value, "query");
  if (typeof own === "string") return unescapeQuery(own);
  for (const member of Object.values(value)) {
    const found = firstQueryText(member);
    if (found !== null) return found;
  }
  return null;
}

function unescapeQuery(text: string): string {
  return text.replace(/\\(.)/g, "$1").replace(/[*"]/g, "").trim();
}

function json(status: number, value: unknown): LabReply {
  return { status, contentType: "application/json", body: JSON.stringify(value) };
}
