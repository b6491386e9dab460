import type { Evidence } from "@/lib/diagnosis/model";
import { catalogIdentity, registryUrl } from "../outputs";
import { isJsonObject, jsonObject } from "../shared/answers";
import type { BonafideContext } from "../shared/layer-input";
import { acceptedCalls, type RealRun } from "./run-real";
import { bucketNames } from "./tool-evidence";

/** What quilt-mcp's bucket_list asks the registry (quilt:shared/graphql/schema.graphql); old and new registries know it. */
const DOCUMENT = "query BonafideBuckets { bucketConfigs { name } }";
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
  const direct = await askRegistry(ctx, base, identity.reveal());
  if (direct === null) return null;
  const shown = bucketNames(listed.judged.payload);
  const foreign = shown.filter((name) => !direct.includes(name));
  const lacking = direct.filter((name) => !shown.includes(name));
  ctx.fact("buckets-compared-with", "what the registry lists directly");
  if (lacking.length > 0) ctx.fact("buckets-only-the-registry-lists", lacking.slice(0, SHOWN));
  return foreign.length === 0 ? null : { tool: "bucket_list", bucketsNotThisUsers: foreign.slice(0, SHOWN) };
}

/** Names of the buckets, or null: what the registry does not answer is for its own layers to tell. */
async function askRegistry(ctx: BonafideContext, base: string, bearer: string): Promise<readonly string[] | null> {
  const result = await ctx.http.send(
    "real",
    {
      method: "POST",
      url: `${base.replace(/\/+$/, "")}/graphql`,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        authorization: `Bearer ${bearer}`,
      },
      body: JSON.stringify({ operationName: "BonafideBuckets", query: DOCUMENT }),
      timeoutMs: ctx.input.timeoutMs,
      signal: ctx.signal,
    },
    { step: "the registry's buckets, to compare" },
  );
  const data = result.status === 200 ? jsonObject(result)?.data : null;
  const configs = isJsonObject(data) ? data.bucketConfigs : null;
  if (!Array.isArray(configs)) return null;
  return configs.flatMap((one: unknown) => (isJsonObject(one) && typeof one.name === "string" ? [one.name] : []));
}
