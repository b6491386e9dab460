import { isJsonObject, type JsonObject } from "@/lib/json-object";

const MAX_TYPES = 3;

/**
 * What an Elasticsearch answer leaves out by its own word: a time limit that was hit, shards that failed, and why. Null
 * for a whole answer.
 */
export function partialAnswer(body: JsonObject | null): string | null {
  if (body === null) return null;
  const shards = isJsonObject(body._shards) ? body._shards : {};
  const failed = typeof shards.failed === "number" && shards.failed > 0 ? shards.failed : 0;
  const types = [...new Set([...failureTypes(shards.failures), ...failureTypes(body.failures)])].slice(0, MAX_TYPES);
  const said = [
    ...(body.timed_out === true ? ["timed out"] : []),
    ...(failed > 0 ? [`${failed} ${failed === 1 ? "shard" : "shards"} failed`] : []),
    ...(types.length > 0 ? [types.join(", ")] : []),
  ];
  return said.length === 0 ? null : said.join(": ");
}

/** `reason.type` of each failure, or the reason itself where it is a text. */
function failureTypes(failures: unknown): readonly string[] {
  if (!Array.isArray(failures)) return [];
  return failures.slice(0, 20).flatMap((one: unknown) => {
    const reason = isJsonObject(one) ? one.reason : undefined;
    const type = isJsonObject(reason) ? reason.type : reason;
    return typeof type === "string" && type !== "" ? [type.slice(0, 100)] : [];
  });
}
