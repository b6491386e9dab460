import { bucketNamesIn } from "@/lib/clients/registry/graphql-answer";
import { LISTED_BUCKETS } from "@/lib/clients/registry/operations";
import { graphqlRequest } from "@/lib/clients/registry/registry-request";
import type { Evidence } from "@/lib/diagnosis/model";
import { catalogIdentity, registryUrl } from "../outputs";
import { askRegistry } from "../shared/ask-registry";
import type { BonafideContext } from "../shared/layer-input";
import { jsonObject } from "../shared/read-answer";
import { acceptedCalls, type RealRun } from "./run-real";
import { bucketNames } from "./tool-evidence";

const SHOWN = 10;

/**
 * Asks the registry directly for the buckets that it shows this user, and compares. A bucket that only the server
 * shows was shown to somebody else. One that it lacks proves nothing: a server may list fewer on purpose.
 *
 * @returns evidence of another identity; null when there is none
 */
export async function compareBuckets(ctx: BonafideContext, real: RealRun): Promise<Evidence | null> {
  const listed = acceptedCalls(real).find(({ call }) => call.tool === "bucket_list" && call.own);
  if (listed === undefined) return null;
  const [base, identity] = await Promise.all([ctx.whenGiven(registryUrl), ctx.whenGiven(catalogIdentity)]);
  if (base === undefined || identity === undefined) return null;
  const direct = await askListedBuckets(ctx, base, identity.reveal());
  if (direct === null) return null;
  const shown = bucketNames(listed.judged.payload);
  const foreign = shown.filter((name) => !direct.includes(name));
  const lacking = direct.filter((name) => !shown.includes(name));
  ctx.fact("buckets-compared-with", "what the registry lists directly");
  if (lacking.length > 0) ctx.fact("buckets-only-the-registry-lists", lacking.slice(0, SHOWN));
  return foreign.length === 0 ? null : { tool: "bucket_list", bucketsNotThisUsers: foreign.slice(0, SHOWN) };
}

/** Names of the buckets, or null: what the registry does not answer is for its own layers to tell. */
async function askListedBuckets(ctx: BonafideContext, base: string, bearer: string): Promise<readonly string[] | null> {
  const request = graphqlRequest({ base, bearer }, LISTED_BUCKETS);
  const result = await askRegistry(ctx, "beside:buckets", request, { step: "the registry's buckets" });
  return result.status === 200 ? bucketNamesIn(jsonObject(result)?.data) : null;
}
