import { findObjects, findPackages, indexOf, type LabIndex, type LabObject } from "@/lib/lab/stack/lab-content";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { otherNames } from "../s3/other-buckets";
import type { RegistryUser } from "./registry-auth";

/** Whom a GraphQL call is answered as. */
export type Viewer = RegistryUser | "anonymous";

interface SearchArguments {
  readonly buckets?: readonly string[] | null;
  readonly searchString?: string | null;
}

interface PageArguments {
  readonly size: number;
}

type Typed = { readonly __typename: string } & Readonly<Record<string, unknown>>;

/** Root values for one call. */
export function graphqlRoot(parts: StackParts, viewer: Viewer): Readonly<Record<string, unknown>> {
  const { all, ofRole } = visibleBuckets(parts, viewer);
  const seesBucket = all.includes(parts.secrets.bucket);
  const { indexedAt: lastIndexed } = parts.config.registry;
  const listedBucket = (name: string) => ({
    name,
    title: "Lab",
    relevanceScore: 0,
    browsable: true,
    tags: [],
    lastIndexed,
  });
  const configs = all.map(listedBucket);
  const role = { name: parts.config.registry.vends.role.name };
  const name = viewer === "other" ? "bob" : "ada";
  const isAdmin = viewer === "user" && parts.config.registry.userIsAdmin;
  const me = { name, email: `${name}@quilt.test`, isAdmin, role, roles: [role], apiKeys: [] };
  const search =
    <T>(found: (index: LabIndex, text: string) => readonly T[], set: (found: readonly T[]) => Typed) =>
    (args: SearchArguments) =>
      searchResult(parts, args, { seesBucket, found, set });
  return {
    me: viewer === "anonymous" ? null : me,
    bucketConfigs: configs,
    buckets: ofRole.map(listedBucket),
    bucket: ({ name: wanted }: { name: string }) => (ofRole.includes(wanted) ? listedBucket(wanted) : null),
    searchObjects: search(findObjects, (objects) => objectSet(parts, objects)),
    searchPackages: search(findPackages, (names) => packageSet(parts, names)),
  };
}

/** Names of the buckets that a viewer may see, and of those that the viewer's active role may. */
function visibleBuckets(
  parts: StackParts,
  viewer: Viewer,
): { readonly all: readonly string[]; readonly ofRole: readonly string[] } {
  const { secrets, config } = parts;
  const { bucketIsOpen, otherUser } = config.registry;
  const only = (names: readonly string[]) => ({ all: names, ofRole: names });
  if (viewer === "other" && otherUser?.sees === "own-bucket") return only([secrets.otherBucket]);
  if (viewer === "anonymous") return only(bucketIsOpen ? [secrets.bucket] : []);
  const { all, ofRole } = otherNames(parts);
  return { all: [secrets.bucket, ...all], ofRole: [secrets.bucket, ...ofRole] };
}

interface SearchSetting<T> {
  readonly seesBucket: boolean;
  found(index: LabIndex, text: string): readonly T[];
  set(found: readonly T[]): Typed;
}

function searchResult<T>(parts: StackParts, args: SearchArguments, setting: SearchSetting<T>): Typed {
  const { searchOutcome } = parts.config.registry;
  const text = args.searchString ?? "";
  if (searchOutcome === "resolver-error") throw new Error("Internal Server Error");
  if (searchOutcome === "operation-error") {
    return {
      __typename: "OperationError",
      name: "SearchTimeout",
      message: "Search backend did not answer in time",
      context: null,
    };
  }
  // query_string syntax: a bare slash opens a regular expression.
  if ((text.replaceAll("\\/", "").match(/\//g) ?? []).length % 2 === 1) {
    const message = `Cannot parse '${text}': lexical error`;
    return {
      __typename: "InvalidInput",
      errors: [{ path: "searchString", name: "QuerySyntaxError", message, context: null }],
    };
  }
  const named = args.buckets ?? [parts.secrets.bucket];
  const found =
    setting.seesBucket && named.includes(parts.secrets.bucket) ? setting.found(indexOf(parts.config), text) : [];
  return found.length === 0 ? { __typename: "EmptySearchResultSet" } : setting.set(found);
}

const MODIFIED = "2026-03-01T08:00:00Z";

function objectSet(parts: StackParts, objects: readonly LabObject[]): Typed {
  const { bucket } = parts.secrets;
  const hit = ({ key, modified }: LabObject) => ({
    id: `${bucket}/${key}`,
    score: 1,
    bucket,
    key,
    version: "null",
    size: 128,
    modified,
    deleted: false,
    indexedContent: null,
  });
  return {
    __typename: "ObjectsSearchResultSet",
    total: parts.config.registry.secureSearch ? -1 : objects.length,
    firstPage: ({ size }: PageArguments) => ({ cursor: null, hits: objects.slice(0, size).map(hit) }),
  };
}

function packageSet(parts: StackParts, names: readonly string[]): Typed {
  const { bucket } = parts.secrets;
  const hit = (name: string) => ({
    id: `${bucket}/${name}`,
    score: 1,
    bucket,
    name,
    pointer: "latest",
    hash: "0".repeat(64),
    size: 256,
    modified: MODIFIED,
    totalEntriesCount: 1,
    comment: null,
    meta: null,
  });
  return {
    __typename: "PackagesSearchResultSet",
    total: parts.config.registry.secureSearch ? -1 : names.length,
    firstPage: ({ size }: PageArguments) => ({
      __typename: "PackagesSearchResultSetPage",
      cursor: null,
      hits: names.slice(0, size).map(hit),
    }),
  };
}
