import type { GraphqlOperation } from "./registry-request";

/*
 * Only members that old and new registries share are named, for one that a registry does not know fails the whole query
 * (quilt:shared/graphql/schema.graphql; mcp:docs/developer/quilt-enterprise-schema.graphql).
 */

/**
 * Who the caller is, objects and packages, in one request. `OperationError` is no member of the old unions, so
 * `__typename` alone tells it. Variables: `buckets`, `query`, `size`.
 */
export const SEARCH = {
  operationName: "BonafideSearch",
  query: `query BonafideSearch($buckets: [String!], $query: String, $size: Int) {
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
}`,
} as const satisfies GraphqlOperation;

/** The same in every bucket, and when each was indexed. Variable: `query`. */
export const OTHER_SCOPES = {
  operationName: "BonafideScopes",
  query: `query BonafideScopes($query: String) {
  objects: searchObjects(searchString: $query) {
    __typename
    ... on ObjectsSearchResultSet { total firstPage(size: 1) { hits { bucket key } } }
    ... on InvalidInput { errors { path name message } }
  }
  packages: searchPackages(searchString: $query) {
    __typename
    ... on PackagesSearchResultSet { total }
    ... on InvalidInput { errors { path name message } }
  }
  bucketConfigs { name lastIndexed }
}`,
} as const satisfies GraphqlOperation;

/** To an admin `bucketConfigs` shows every bucket. */
export const BUCKETS_OF_USER: GraphqlOperation = {
  operationName: "BonafideBuckets",
  query: "query BonafideBuckets { me { name isAdmin role { name } } bucketConfigs { name } }",
};

/** What the active role may see, without the admin's bypass. Older registries do not know it and refuse the query. */
export const BUCKETS_OF_ROLE: GraphqlOperation = {
  operationName: "BonafideRoleBuckets",
  query: "query BonafideRoleBuckets { buckets { name } }",
};

/** What quilt-mcp's bucket_list asks. */
export const LISTED_BUCKETS: GraphqlOperation = {
  operationName: "BonafideBuckets",
  query: "query BonafideBuckets { bucketConfigs { name } }",
};

/** The same, and who asks. */
export const USER_AND_BUCKETS: GraphqlOperation = {
  operationName: "BonafideUser",
  query: "query BonafideUser { me { name } bucketConfigs { name } }",
};
