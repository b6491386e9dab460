import { z } from "zod";
import { BUCKETS_OF_ROLE, BUCKETS_OF_USER } from "@/lib/clients/registry/operations";
import { type GraphqlOperation, graphqlRequest } from "@/lib/clients/registry/registry-request";
import type { DoorResult } from "@/lib/http/door-types";
import { askRegistry } from "../shared/ask-registry";
import type { BonafideContext } from "../shared/layer-input";
import { failureReason, statusReason } from "../shared/live-findings";
import { answerReason, isHtml, jsonObject } from "../shared/read-answer";

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

export interface AskedCatalog {
  /** Base URL of the registry. */
  readonly base: string;
  readonly bearer: string;
  /** Deadline of each of both requests, ms. */
  readonly timeoutMs: number;
}

/** Asks the registry which buckets it lists for this user, and which of them for the active role alone. */
export async function askCatalogBuckets(ctx: BonafideContext, asked: AskedCatalog): Promise<CatalogBuckets> {
  const [all, scoped] = await Promise.all([
    send(ctx, asked, BUCKETS_OF_USER, "the user's buckets, of the registry"),
    send(ctx, asked, BUCKETS_OF_ROLE, "the role's buckets, of the registry"),
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
  { base, bearer, timeoutMs }: AskedCatalog,
  operation: GraphqlOperation,
  step: string,
): Promise<DoorResult> {
  return askRegistry(ctx, "beside:permissions", graphqlRequest({ base, bearer }, operation), { step, timeoutMs });
}

function dataOf(result: DoorResult): unknown {
  return result.status === 200 ? jsonObject(result)?.data : null;
}

function describe(result: DoorResult): string {
  if (result.kind === "failure") return failureReason(result)?.reason ?? "cancelled";
  const reason = statusReason(result)?.reason;
  if (reason !== undefined) return reason;
  const isRefusal = result.status === 401 || result.status === 403;
  if (isHtml(result) && !isRefusal) return "HTML";
  const said = answerReason(result);
  const words = said === null ? "" : `: ${said}`;
  return result.status === 200 ? `not an answer to this question${words}` : `status ${result.status}${words}`;
}
