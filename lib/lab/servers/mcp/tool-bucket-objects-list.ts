import { type ToolArguments, type ToolContext, type ToolPayload, textOf } from "./tool-context";
import { awsKeys, listObjectsUpstream, type S3Listing } from "./upstream-aws";

/** `bucket_objects_list`: an S3 list with the caller's AWS credentials, or the server's own. */
export async function bucketObjectsList(context: ToolContext, args: ToolArguments): Promise<ToolPayload> {
  const bucket = textOf(args, "bucket", "").replace(/^s3:\/\//, "");
  const prefix = textOf(args, "prefix", "");
  const refused = (error: string): ToolPayload => ({
    wrapped: true,
    payload: { error, bucket, prefix: prefix === "" ? null : prefix },
  });
  if (!looksRight(context)) return refused("JWT authentication required");
  const keys = await awsKeys(context);
  if (!keys.ok) return refused(isBotoError(keys.error) ? `Failed to list objects: ${keys.error}` : keys.error);
  const maxKeys = typeof args.max_keys === "number" ? args.max_keys : 100;
  const listed = await listObjectsUpstream(context, keys.value, { bucket, prefix, maxKeys });
  if (!listed.ok) return refused(`Failed to list objects: ${listed.error}`);
  const authType = context.bearer === null ? "iam" : "jwt";
  return { wrapped: true, payload: listing(bucket, prefix, authType, listed.value) };
}

function isBotoError(error: string): boolean {
  return error === "Unable to locate credentials";
}

/** The only check of a token that quilt-mcp makes itself: two dots. The Platform MCP takes API keys too. */
function looksRight({ bearer, parts }: ToolContext): boolean {
  return bearer === null || parts.config.mcp.kind === "platform" || bearer.split(".").length === 3;
}

function listing(bucket: string, prefix: string, authType: string, { objects, truncated }: S3Listing) {
  return {
    success: true,
    bucket,
    prefix,
    objects: objects.map(({ key, size, modified, etag, storageClass }) => ({
      key,
      s3_uri: `s3://${bucket}/${key}`,
      size,
      last_modified: modified.replace("T", " ").replace("Z", "+00:00"),
      etag,
      storage_class: storageClass,
      signed_url: null,
      signed_url_expiry: null,
    })),
    count: objects.length,
    is_truncated: truncated,
    next_continuation_token: truncated ? "lab" : null,
    auth_type: authType,
  };
}
