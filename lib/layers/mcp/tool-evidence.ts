import { z } from "zod";
import { parseArn } from "@/lib/clients/aws/parse-arn";

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

/** A tool that nothing more is known of: an object, or words. */
export const anyEvidence = z.union([z.looseObject({ success }), z.string().min(1)]);

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

/** How many things a payload lists; null when it lists none that is known. */
export function countItems(payload: unknown): number | null {
  const object = z.record(z.string(), z.unknown()).safeParse(payload);
  if (!object.success) return null;
  for (const name of LISTS) {
    const list = object.data[name];
    if (Array.isArray(list)) return list.length;
  }
  for (const name of TOTALS) {
    const total = object.data[name];
    if (typeof total === "number" && Number.isInteger(total)) return total;
  }
  return null;
}
