import { z } from "zod";
import type { LayerInput } from "./layer-input";

/**
 * One GraphQL request for who the caller is and for objects and packages. Only members that old and new registries
 * share are named: `OperationError` is no member of the old unions, so `__typename` alone tells it
 * (quilt:shared/graphql/schema.graphql; mcp:docs/developer/quilt-enterprise-schema.graphql).
 */
export const SEARCH_DOCUMENT = `query BonafideSearch($buckets: [String!], $query: String, $size: Int) {
  me { name role { name } }
  objects: searchObjects(buckets: $buckets, searchString: $query) {
    __typename
    ... on ObjectsSearchResultSet { total firstPage(size: $size) { hits { bucket key } } }
    ... on InvalidInput { errors { path name message } }
  }
  packages: searchPackages(buckets: $buckets, searchString: $query) {
    __typename
    ... on PackagesSearchResultSet { total }
    ... on InvalidInput { errors { path name message } }
  }
}`;

/** The bucket searched: the search's own, else the one that is listed; null searches all. */
export function searchBucket(input: LayerInput): string | null {
  return input.target.search.bucket ?? input.target.s3.bucket ?? null;
}

export function minHits(input: LayerInput): number {
  return input.target.search.minHits ?? 1;
}

/** Hits asked for on one page: enough to count what is wanted when the total is unknown. */
export function pageSize(input: LayerInput): number {
  return Math.min(1000, Math.max(1, minHits(input)));
}

export function searchBody(input: LayerInput): string {
  const bucket = searchBucket(input);
  const variables = {
    buckets: bucket === null ? null : [bucket],
    query: input.target.search.query ?? null,
    size: pageSize(input),
  };
  return JSON.stringify({ operationName: "BonafideSearch", query: SEARCH_DOCUMENT, variables });
}

/** A name of something: blanks alone name nothing. */
const named = z.string().regex(/\S/);
const total = z.int().min(-1);
const resultSet = z
  .looseObject({
    __typename: z.literal("ObjectsSearchResultSet"),
    total,
    firstPage: z.looseObject({ hits: z.array(z.looseObject({ bucket: named, key: z.string().min(1) })) }),
  })
  // A total without a hit to show for it is no evidence; −1 says that the total is unknown.
  .refine((set) => set.total === -1 || set.total > 0 === set.firstPage.hits.length > 0);
const packageSet = z.looseObject({ __typename: z.literal("PackagesSearchResultSet"), total });
const invalidInput = z.looseObject({
  __typename: z.literal("InvalidInput"),
  errors: z.array(z.looseObject({ message: z.string(), name: z.string().optional(), path: z.string().nullish() })),
});
const other = z.looseObject({ __typename: z.enum(["EmptySearchResultSet", "OperationError"]) });
export const objectsResult = z.union([resultSet, invalidInput, other]);
export const packagesResult = z.union([packageSet, invalidInput, other]);
const me = z.looseObject({ name: named, role: z.looseObject({ name: named }) });

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

/** URL of the legacy search (`GET {registry}/api/search`), with named indexes: wildcards are refused by some registries. */
export function legacySearchUrl(base: string, input: LayerInput): string {
  const bucket = searchBucket(input);
  return legacyIndexUrl(base, input, bucket === null ? "_all" : `${bucket},${bucket}_packages`);
}

/** The same search of one index: objects are in `<bucket>`, packages in `<bucket>_packages`. */
export function legacyIndexUrl(base: string, input: LayerInput, index: string): string {
  const parameters = new URLSearchParams({
    index,
    action: "search",
    query: input.target.search.query ?? "*",
    size: String(pageSize(input)),
  });
  return `${base.replace(/\/+$/, "")}/api/search?${parameters}`;
}

/** An Elasticsearch 7 answer; `total` is a number or `{value}` depending on the version. */
export const legacyEvidence = z.looseObject({
  hits: z
    .looseObject({
      total: z.union([z.int().min(0), z.looseObject({ value: z.int().min(0) })]),
      hits: z.array(z.looseObject({ _index: named, _id: z.string().min(1) })),
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
