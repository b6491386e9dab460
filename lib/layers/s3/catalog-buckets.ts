import { z } from "zod";
import type { DoorResult } from "@/lib/http/door-types";
import { isHtml, jsonObject } from "../shared/answers";
import type { BonafideContext } from "../shared/layer-input";
import { failureReason, statusReason } from "../shared/live-findings";

/** Every registry has these; to an admin `bucketConfigs` shows every bucket (quilt:shared/graphql/schema.graphql). */
const USER_DOCUMENT = "query BonafideBuckets { me { name isAdmin role { name } } bucketConfigs { name } }";
/** What the active role may see, without the admin's bypass. Older registries do not know it and refuse the query. */
const ROLE_DOCUMENT = "query BonafideRoleBuckets { buckets { name } }";

const names = z.array(z.looseObject({ name: z.string() })).transform((list) => list.map(({ name }) => name));
const userData = z.looseObject({
  me: z.looseObject({ name: z.string(), isAdmin: z.boolean(), role: z.looseObject({ name: z.string() }) }).nullable(),
  bucketConfigs: names,
});
const roleData = z.looseObject({ buckets: names });

/** To whom the catalog lists a bucket: `admin` is a user whose active role alone would not see it. */
export type Viewer = "role" | "admin" | "user";

export interface CatalogBucket {
  /** As the registry said it: not yet known to be a bucket's name. */
  readonly name: string;
  readonly viewer: Viewer;
}

export type CatalogBuckets =
  | { readonly ok: true; readonly buckets: readonly CatalogBucket[] }
  /** Why there is no list. */
  | { readonly ok: false; readonly why: string };

export interface AskedRegistry {
  /** Base URL of the registry. */
  readonly base: string;
  readonly bearer: string;
  /** Deadline of each of both requests, ms. */
  readonly timeoutMs: number;
}

/** Asks the registry which buckets it lists for this user, and which of them for the active role alone. */
export async function askCatalogBuckets(ctx: BonafideContext, asked: AskedRegistry): Promise<CatalogBuckets> {
  const [all, scoped] = await Promise.all([
    send(ctx, asked, "BonafideBuckets", USER_DOCUMENT, "the user's buckets, of the registry"),
    send(ctx, asked, "BonafideRoleBuckets", ROLE_DOCUMENT, "the role's buckets, of the registry"),
  ]);
  const listed = userData.safeParse(dataOf(all));
  if (!listed.success) return { ok: false, why: `the registry gave no list of buckets: ${describe(all)}` };
  const { me, bucketConfigs } = listed.data;
  if (me === null) return { ok: false, why: "the registry sees no user, so its buckets are not this user's" };
  const ofRole = roleData.safeParse(dataOf(scoped));
  return { ok: true, buckets: merge(bucketConfigs, ofRole.success ? ofRole.data.buckets : null) };
}

function merge(user: readonly string[], role: readonly string[] | null): readonly CatalogBucket[] {
  const ofRole = new Set(role);
  return [...new Set([...user, ...ofRole])].map((name) => ({
    name,
    viewer: role === null ? "user" : ofRole.has(name) ? "role" : "admin",
  }));
}

function send(
  ctx: BonafideContext,
  { base, bearer, timeoutMs }: AskedRegistry,
  operationName: string,
  query: string,
  step: string,
): Promise<DoorResult> {
  return ctx.http.send(
    "real",
    {
      method: "POST",
      url: `${base.replace(/\/+$/, "")}/graphql`,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        authorization: `Bearer ${bearer}`,
      },
      body: JSON.stringify({ operationName, query }),
      timeoutMs,
      signal: ctx.signal,
    },
    { step },
  );
}

function dataOf(result: DoorResult): unknown {
  return result.status === 200 ? jsonObject(result)?.data : null;
}

function describe(result: DoorResult): string {
  if (result.kind === "failure") return failureReason(result)?.reason ?? "cancelled";
  const reason = statusReason(result)?.reason;
  if (reason !== undefined) return reason;
  if (isHtml(result)) return "HTML";
  return result.status === 200 ? "not an answer to this question" : `status ${result.status}`;
}
