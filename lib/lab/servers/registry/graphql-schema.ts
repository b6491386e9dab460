import { buildSchema, type GraphQLSchema } from "graphql";

const COMMON = `
  scalar Datetime
  scalar Json
  type Role { name: String! }
  type BucketConfig {
    name: String! title: String! iconUrl: String description: String tags: [String!]
    relevanceScore: Int! lastIndexed: Datetime browsable: Boolean!
  }
  enum SearchResultOrder { BEST_MATCH NEWEST OLDEST LEX_ASC LEX_DESC }
  type SearchHitObject {
    id: ID! score: Float! bucket: String! key: String! version: String! size: Float! modified: Datetime! deleted: Boolean!
    indexedContent: String
  }
  type SearchHitPackage {
    id: ID! score: Float! bucket: String! name: String! pointer: String! hash: String! size: Float! modified: Datetime!
    totalEntriesCount: Int! comment: String meta: Json
  }
  type ObjectsSearchResultSetPage { cursor: String hits: [SearchHitObject!]! }
  type PackagesSearchResultSetPage { cursor: String hits: [SearchHitPackage!]! }
  type InputError { path: String message: String! name: String! context: Json }
  type InvalidInput { errors: [InputError!]! }
  type EmptySearchResultSet { _: Boolean }
  type ObjectsSearchResultSet {
    total: Int!
    firstPage(size: Int = 30, order: SearchResultOrder): ObjectsSearchResultSetPage!
  }
  input ObjectsSearchFilter { ext: [String!] deleted: Boolean }
  input PackagesSearchFilter { name: String latest: Boolean }
  input PackageUserMetaPredicate { path: String! keyword: [String!] }
`;

/** Before OperationError joined the search results and before role-scoped buckets. */
const OLD = `${COMMON}
  type Me { name: String! email: String! isAdmin: Boolean! role: Role! roles: [Role!]! }
  type PackagesSearchResultSet {
    total: Int!
    firstPage(size: Int = 30, order: SearchResultOrder): PackagesSearchResultSetPage!
  }
  union ObjectsSearchResult = ObjectsSearchResultSet | EmptySearchResultSet | InvalidInput
  union PackagesSearchResult = PackagesSearchResultSet | EmptySearchResultSet | InvalidInput
  type Query {
    me: Me
    bucketConfigs: [BucketConfig!]!
    searchObjects(buckets: [String!], searchString: String, filter: ObjectsSearchFilter): ObjectsSearchResult!
    searchPackages(
      buckets: [String!], searchString: String, filter: PackagesSearchFilter,
      userMetaFilters: [PackageUserMetaPredicate!], latestOnly: Boolean! = false
    ): PackagesSearchResult!
  }
`;

/** With OperationError, packages ordered by their own enum on a page that is a union, and `buckets`. */
const NEW = `${COMMON}
  enum PackageOrderField { MODIFIED NAME RELEVANCE }
  enum SortDirection { ASC DESC }
  input PackageOrdering { field: PackageOrderField! direction: SortDirection! }
  type OperationError { message: String! name: String! context: Json }
  type APIKey { id: ID! name: String! fingerprint: String! createdAt: Datetime! expiresAt: Datetime! status: String! }
  type Me {
    name: String! email: String! isAdmin: Boolean! role: Role! roles: [Role!]!
    apiKeys(name: String, fingerprint: String, status: String): [APIKey!]!
  }
  type Bucket { name: String! title: String! }
  union PackagesFirstPageResult = PackagesSearchResultSetPage | InvalidInput | OperationError
  type PackagesSearchResultSet {
    total: Int!
    firstPage(size: Int = 30, ordering: PackageOrdering): PackagesFirstPageResult!
  }
  union ObjectsSearchResult = ObjectsSearchResultSet | EmptySearchResultSet | InvalidInput | OperationError
  union PackagesSearchResult = PackagesSearchResultSet | EmptySearchResultSet | InvalidInput | OperationError
  type Query {
    me: Me
    bucketConfigs: [BucketConfig!]!
    buckets: [Bucket!]!
    bucket(name: String!): Bucket
    searchObjects(buckets: [String!], searchString: String, filter: ObjectsSearchFilter): ObjectsSearchResult!
    searchPackages(
      buckets: [String!], searchString: String, filter: PackagesSearchFilter,
      userMetaFilters: [PackageUserMetaPredicate!], latestOnly: Boolean! = false
    ): PackagesSearchResult!
  }
`;

const built = new Map<"old" | "new", GraphQLSchema>();

/**
 * The part of Quilt's schema that concerns who one is and what one finds, as older and as current registries have it.
 * @see https://github.com/quiltdata/quilt/blob/master/shared/graphql/schema.graphql
 */
export function registrySchema(version: "old" | "new"): GraphQLSchema {
  const known = built.get(version);
  if (known !== undefined) return known;
  const schema = buildSchema(version === "old" ? OLD : NEW);
  built.set(version, schema);
  return schema;
}
