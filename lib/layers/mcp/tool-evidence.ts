import { z } from "zod";
import { parseArn } from "@/lib/clients/aws/parse-arn";
import { isJsonObject } from "@/lib/json-object";

/** A name of something: blanks alone name nothing. */
const named = z.string().regex(/\S/);
/** Left out by some tools, but never anything but true in a success. */
const success = z.literal(true).optional();
const count = z.int().min(0);

/** `bucket_list`: the buckets that the registry shows this caller (quilt-mcp, BucketListSuccess). */
export const bucketListEvidence = z
  .looseObject({ success, buckets: z.array(z.looseObject({ name: named })), count })
  .refine((list) => list.count === list.buckets.length);

/** `bucket_objects_list` of the bucket asked about (quilt-mcp, BucketObjectsListSuccess). */
export function objectsListEvidence(bucket: string) {
  return z
    .looseObject({
      success,
      bucket: z.literal(bucket),
      objects: z.array(z.looseObject({ key: z.string().min(1) })),
      count,
    })
    .refine((list) => list.count === list.objects.length);
}

/** `search_catalog` (quilt-mcp, SearchCatalogSuccess): the total counts the results that are there. */
export const searchEvidence = z
  .looseObject({ success, results: z.array(z.looseObject({ id: named })), total_results: z.int().min(-1) })
  .refine((found) => found.total_results === -1 || found.total_results > 0 === found.results.length > 0);

/** `discover_permissions`: who AWS says the server's credentials for this caller are. */
export const permissionsEvidence = z
  .looseObject({
    success,
    user_identity: z.looseObject({ arn: z.string(), account_id: z.string().regex(/^\d{12}$/) }),
  })
  .refine(({ user_identity }) => parseArn(user_identity.arn)?.account === user_identity.account_id);

/** Names in an accepted `bucket_list`. */
export function bucketNames(payload: unknown): readonly string[] {
  const held = bucketListEvidence.safeParse(payload);
  return held.success ? held.data.buckets.map((bucket) => bucket.name) : [];
}

/** The ARN in an accepted `discover_permissions`; null in any other payload. */
export function answeredArn(payload: unknown): string | null {
  const held = permissionsEvidence.safeParse(payload);
  return held.success ? held.data.user_identity.arn : null;
}

const LISTS = ["buckets", "objects", "results", "packages", "items", "databases", "tables", "rows"] as const;
const TOTALS = ["total_count", "count"] as const;
const MAX_INNER = 2;

/** How many things an object lists under a name that is known to hold them; null where it has none. */
export function countNamed(payload: unknown): number | null {
  if (!isJsonObject(payload)) return null;
  const list = LISTS.map((name) => payload[name]).find((one) => Array.isArray(one));
  return list === undefined ? null : list.length;
}

/**
 * How many things a payload lists, null when it lists none: an array counts itself, an object the list of a known name, then
 * its own total, then the only list that it or its only inner object holds.
 */
export function countItems(payload: unknown, depth = 0): number | null {
  if (Array.isArray(payload)) return payload.length;
  if (!isJsonObject(payload)) return null;
  const named = countNamed(payload);
  if (named !== null) return named;
  for (const name of TOTALS) {
    const total = payload[name];
    if (typeof total === "number" && Number.isInteger(total)) return total;
  }
  const values = Object.values(payload);
  const [list, ...lists] = values.filter((value) => Array.isArray(value));
  if (list !== undefined) return lists.length === 0 ? list.length : null;
  const [inner, ...others] = values.filter(isJsonObject);
  return inner !== undefined && others.length === 0 && depth < MAX_INNER ? countItems(inner, depth + 1) : null;
}
