import { objectsResult, packagesResult } from "@/lib/clients/registry/search-results";
import type { FilledTable, TableWords } from "@/lib/diagnosis/layer";
import type { RowMark } from "@/lib/diagnosis/model";
import { rowId } from "@/lib/diagnosis/row-id";
import type { LayerInput } from "./layer-input";
import { legacyEvidence, searchBucket } from "./search-query";

/** What search finds in one scope: objects or packages, in one bucket or in every one. */
export interface ScopeRow {
  readonly scope: "objects" | "packages";
  /** Null is every bucket. */
  readonly bucket: string | null;
  readonly mark: Extract<RowMark, "good" | "bad" | "unknown">;
  readonly hits: string;
  /** Plain words. */
  readonly why: string;
}

type Found = Pick<ScopeRow, "mark" | "hits" | "why">;

export const SCOPES = ["objects", "packages"] as const;
const NONE = "–";

/** How many requests the other scopes take: none where no bucket is named, for the real call is then the one without. */
export function otherScopeRequests(input: LayerInput): number {
  if (searchBucket(input) === null) return 0;
  return input.target.search.api === "legacy" ? SCOPES.length : 1;
}

export const scopeTableWords: TableWords = {
  title: "What search finds, by scope",
  columns: { scope: "scope", bucket: "bucket", hits: "hits", why: "why" },
};

export function scopeTable(rows: readonly ScopeRow[]): FilledTable {
  return {
    id: "scopes",
    rows: rows.map(({ scope, bucket, mark, hits, why }) => ({
      id: rowId(scope, bucket ?? "every bucket"),
      mark,
      cells: [scope, bucket ?? "every bucket", hits, why],
    })),
  };
}

/** Both scopes of a bucket, for one reason that they share. */
export function bothScopes(bucket: string | null, mark: ScopeRow["mark"], why: string): readonly ScopeRow[] {
  return SCOPES.map((scope) => ({ scope, bucket, mark, hits: NONE, why }));
}

/** Reads one member of a GraphQL answer, `searchObjects` or `searchPackages`. */
export function readUnion(scope: ScopeRow["scope"], bucket: string | null, value: unknown): ScopeRow {
  return { scope, bucket, ...(scope === "objects" ? readObjects(value) : readPackages(value)) };
}

const STRANGE: Found = { mark: "unknown", hits: NONE, why: "the answer holds no search result of the expected shape" };

function readObjects(value: unknown): Found {
  const held = objectsResult.safeParse(value);
  if (!held.success) return STRANGE;
  if (held.data.__typename !== "ObjectsSearchResultSet") return readOther(held.data);
  const { total, firstPage } = held.data;
  const onPage = firstPage.hits.length;
  if (total !== -1) return counted(total);
  return onPage > 0
    ? { mark: "good", hits: `${onPage} or more`, why: "found on the page; Secure Search hides the total (−1)" }
    : { mark: "unknown", hits: NONE, why: "Secure Search: the total is −1, and there is no hit on the page" };
}

function readPackages(value: unknown): Found {
  const held = packagesResult.safeParse(value);
  if (!held.success) return STRANGE;
  if (held.data.__typename !== "PackagesSearchResultSet") return readOther(held.data);
  const { total } = held.data;
  // Registries disagree about the page of packages, so none is asked for.
  return total === -1
    ? { mark: "unknown", hits: NONE, why: "Secure Search: the total is −1, which is unknown" }
    : counted(total);
}

function counted(total: number): Found {
  return total > 0
    ? { mark: "good", hits: String(total), why: "found" }
    : { mark: "bad", hits: "0", why: "the index holds none that matches" };
}

type Other = Exclude<ReturnType<typeof objectsResult.parse>, { readonly __typename: "ObjectsSearchResultSet" }>;

function readOther(result: Other): Found {
  switch (result.__typename) {
    case "EmptySearchResultSet":
      return { mark: "bad", hits: "0", why: "EmptySearchResultSet: no match, or no bucket of this user's" };
    case "OperationError":
      return { mark: "bad", hits: NONE, why: "OperationError: the search backend failed" };
    case "InvalidInput": {
      const [error] = result.errors;
      const said = error === undefined ? "no reason given" : `${error.name ?? "error"}: ${error.message}`;
      return { mark: "bad", hits: NONE, why: `InvalidInput: ${said.slice(0, 160)}` };
    }
  }
}

/** Reads a whole answer of the legacy search, of one index. */
export function readLegacy(scope: ScopeRow["scope"], bucket: string, body: unknown): ScopeRow {
  const held = legacyEvidence.safeParse(body);
  if (!held.success) return { scope, bucket, ...STRANGE };
  const { total } = held.data.hits;
  const found = counted(typeof total === "number" ? total : total.value);
  // Elasticsearch 7 stops counting at some point and says so.
  const more = typeof total !== "number" && total.relation === "gte" && found.mark === "good" ? " or more" : "";
  return { scope, bucket, ...found, hits: `${found.hits}${more}` };
}
