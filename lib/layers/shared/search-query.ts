import { z } from "zod";
import { SEARCH } from "@/lib/clients/registry/operations";
import type { GraphqlOperation, LegacySearch } from "@/lib/clients/registry/registry-request";
import { filledName, objectsResult, packagesResult } from "@/lib/clients/registry/search-results";
import type { LayerInput } from "./layer-input";

/** The bucket searched: the search's own, else the one that is listed; null searches all. */
export function searchBucket(input: LayerInput): string | null {
  return input.target.search.bucket ?? input.target.s3.bucket ?? null;
}

export function minHits(input: LayerInput): number {
  return input.target.search.minHits ?? 1;
}

/** Hits asked for on one page: enough to count what is wanted when the total is unknown. */
function pageSize(input: LayerInput): number {
  return Math.min(1000, Math.max(1, minHits(input)));
}

/** The search that the layer makes, as GraphQL. */
export function searchOperation(input: LayerInput): GraphqlOperation {
  const bucket = searchBucket(input);
  const variables = {
    buckets: bucket === null ? null : [bucket],
    query: input.target.search.query ?? null,
    size: pageSize(input),
  };
  return { ...SEARCH, variables };
}

const me = z.looseObject({ name: filledName, role: z.looseObject({ name: filledName }) });

/** The data of a GraphQL answer that answers this document. */
export const graphqlEvidence = z.looseObject({
  me: me.nullable(),
  objects: objectsResult,
  packages: packagesResult,
});
export type SearchData = z.infer<typeof graphqlEvidence>;

/** Hits of objects and of packages; a total of −1 is unknown, so the hits on the page count. */
export function countHits(data: SearchData): { readonly objects: number; readonly packages: number } {
  const { objects, packages } = data;
  const objectHits =
    objects.__typename !== "ObjectsSearchResultSet"
      ? 0
      : objects.total === -1
        ? objects.firstPage.hits.length
        : objects.total;
  return {
    objects: objectHits,
    packages: packages.__typename === "PackagesSearchResultSet" ? Math.max(0, packages.total) : 0,
  };
}

/** The search that the layer makes, at the legacy search, with named indexes: some registries refuse wildcards. */
export function legacySearch(input: LayerInput): LegacySearch {
  const bucket = searchBucket(input);
  return legacySearchOf(input, bucket === null ? "_all" : `${bucket},${bucket}_packages`);
}

/** The same search of one index: objects are in `<bucket>`, packages in `<bucket>_packages`. */
export function legacySearchOf(input: LayerInput, index: string): LegacySearch {
  return { index, query: input.target.search.query ?? "*", size: pageSize(input) };
}

/** An Elasticsearch 7 answer; `total` is a number or `{value}` depending on the version. */
export const legacyEvidence = z.looseObject({
  hits: z
    .looseObject({
      total: z.union([z.int().min(0), z.looseObject({ value: z.int().min(0) })]),
      hits: z.array(z.looseObject({ _index: filledName, _id: z.string().min(1) })),
    })
    .refine(
      (found) => (typeof found.total === "number" ? found.total : found.total.value) > 0 === found.hits.length > 0,
    ),
});
export type LegacyData = z.infer<typeof legacyEvidence>;

export function countLegacyHits(data: LegacyData): { readonly objects: number; readonly packages: number } {
  const { total: found, hits } = data.hits;
  const all = typeof found === "number" ? found : found.value;
  const packagesOnPage = hits.filter((hit) => hit._index.includes("_packages")).length;
  // The page tells the kinds apart; what is beyond it counts as objects.
  return { objects: Math.max(0, all - packagesOnPage), packages: Math.min(all, packagesOnPage) };
}
