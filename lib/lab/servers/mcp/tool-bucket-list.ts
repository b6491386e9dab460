import type { ToolContext, ToolPayload } from "./tool-context";
import { graphql, readMember } from "./upstream-registry";

const QUERY = `query BucketConfigs {
  bucketConfigs { name title description iconUrl relevanceScore browsable tags }
}`;

/** `bucket_list`: the buckets that the registry shows this caller. */
export async function bucketList(context: ToolContext): Promise<ToolPayload> {
  if (context.catalogBearer === null) {
    const why = "GraphQL query failed: Failed to get GraphQL endpoint: Not authenticated - no catalog configured";
    return refused(why);
  }
  const result = await graphql(context, QUERY);
  if (!result.ok) return refused(result.error);
  const found = readMember(result.data, "bucketConfigs");
  const buckets: readonly unknown[] = Array.isArray(found) ? found : [];
  return { wrapped: true, payload: { success: true, buckets, count: buckets.length } };
}

function refused(error: string): ToolPayload {
  const nothing = { cause: null, possible_fixes: null, suggested_actions: null };
  return { wrapped: true, payload: { success: false, error: `Failed to list buckets: ${error}`, ...nothing } };
}
