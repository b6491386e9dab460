import type { ToolArguments, ToolContext, ToolPayload } from "./tool-context";
import { askCallerIdentity, awsKeys, listObjectsUpstream, type StsIdentity } from "./upstream-aws";

const LEVELS = ["full_access", "read_write", "read_only", "list_only", "no_access"] as const;

/** `discover_permissions`: who AWS says the credentials are, and whether they may list each named bucket. */
export async function discoverPermissions(context: ToolContext, args: ToolArguments): Promise<ToolPayload> {
  const timestamp = new Date().toISOString().replace("Z", "000+00:00");
  const refused = (error: string): ToolPayload => ({
    wrapped: false,
    payload: { success: false, error: `Failed to discover AWS permissions: ${error}`, timestamp },
  });
  const keys = await awsKeys(context);
  if (!keys.ok && context.parts.config.mcp.withoutCredentials === "goes-on") await context.stall();
  if (!keys.ok) return refused(keys.error);
  const identity = await askCallerIdentity(context, keys.value);
  if (!identity.ok) return refused(identity.error);
  const named: readonly unknown[] = Array.isArray(args.check_buckets) ? args.check_buckets : [];
  const permissions = await Promise.all(
    named.map(async (name) => {
      const bucket = String(name);
      const listed = await listObjectsUpstream(context, keys.value, { bucket, prefix: "", maxKeys: 1 });
      return permission(bucket, listed.ok ? null : listed.error, timestamp);
    }),
  );
  return { wrapped: false, payload: answer(identity.value, permissions, timestamp) };
}

/** Quilt's own inference: what may be listed may be written. */
function permission(name: string, error: string | null, timestamp: string) {
  const listed = error === null;
  return {
    name,
    region: "us-east-1",
    permission_level: listed ? "list_only" : "no_access",
    can_read: false,
    can_write: listed,
    can_list: listed,
    last_checked: timestamp,
    error_message: error,
  };
}

function answer(identity: StsIdentity, permissions: readonly ReturnType<typeof permission>[], timestamp: string) {
  const of = (level: string) => permissions.filter((one) => one.permission_level === level);
  return {
    success: true,
    user_identity: {
      user_id: identity.userId,
      arn: identity.arn,
      account_id: identity.account,
      user_type: "unknown",
      user_name: null,
    },
    bucket_permissions: permissions,
    categorized_buckets: Object.fromEntries(LEVELS.map((level) => [level, of(level)])),
    recommendations: { package_creation: [], data_storage: [], temporary_storage: [] },
    cache_stats: { permission_cache_size: 1, identity_cache_size: 1, bucket_list_cache_size: 0, cache_ttl: 3600 },
    discovery_timestamp: timestamp,
    total_buckets_checked: permissions.length,
  };
}
