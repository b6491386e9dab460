import type { Probe } from "@/lib/diagnosis/layer";
import type { LayerInput } from "../shared/layer-input";
import { answerReason } from "../shared/read-answer";
import { searchBucket } from "../shared/search-query";
import { bothScopes, readUnion, SCOPES, type ScopeRow } from "../shared/search-scope-rows";
import type { SearchAnswer } from "./search-call";

const UNNAMED = "not asked: the target names no bucket";

/**
 * What the real call itself says of its two scopes; null where there was no answer to read. The legacy search answers
 * both in one list, so that it says something of each only where it fails, or where no bucket is named.
 */
export function realScopes(input: LayerInput, real: Probe<SearchAnswer>): readonly ScopeRow[] | null {
  const { result, body, hits } = real.value;
  if (!real.answered || result.kind !== "answer") return null;
  const bucket = searchBucket(input);
  const legacy = input.target.search.api === "legacy";
  const failed = hits === null || result.status !== 200 ? failure(real.value, result.status, legacy) : null;
  if (failed !== null) return withUnnamed(bucket, bothScopes(bucket, "bad", failed));
  if (!legacy) {
    const data = body?.data;
    const of = (scope: ScopeRow["scope"]) => readUnion(scope, bucket, Reflect.get(Object(data), scope));
    return withUnnamed(bucket, SCOPES.map(of));
  }
  return bucket === null && hits !== null ? withUnnamed(null, onOnePage(hits)) : [];
}

/** Why the whole call failed; null where its two members are to be read one by one. */
function failure({ result, body, errors }: SearchAnswer, status: number, legacy: boolean): string | null {
  const [error] = errors;
  // What is no JSON object under a 200 is no registry's answer, and its words are nobody's.
  const said = status === 200 && body === null ? null : answerReason(result);
  const message = error === undefined ? said : `GraphQL error: ${error}`;
  if (status !== 200) return `${status}: ${message ?? "not accepted"}`;
  return message ?? (legacy ? "the answer holds no search result of the expected shape" : null);
}

/** Where no bucket is named the call itself is the one without, and there is none to ask about. */
function withUnnamed(bucket: string | null, rows: readonly ScopeRow[]): readonly ScopeRow[] {
  return bucket === null ? [...bothScopes("none named", "unknown", UNNAMED), ...rows] : rows;
}

function onOnePage(hits: NonNullable<SearchAnswer["hits"]>): readonly ScopeRow[] {
  return SCOPES.map((scope) => ({
    scope,
    bucket: null,
    mark: hits[scope] > 0 ? "good" : "bad",
    hits: String(hits[scope]),
    why: "in one list with the other kind; they are told apart on its first page only",
  }));
}
