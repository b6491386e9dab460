import { assumeTokenRole } from "./assume-token-role";
import { awsProblem, element, REGION } from "./aws-answers";
import type { HopRequest } from "./hop-client";
import { type HopKeys, signHop } from "./sign-sigv4";
import { done, failed, type Step, type ToolContext } from "./tool-context";
import { exchangeCallerToken } from "./upstream-registry";

/** The credentials that a tool's AWS calls carry: the caller's, or the server's own. */
export async function awsKeys(context: ToolContext): Promise<Step<HopKeys>> {
  const { signsAs, exchange: strategy } = context.parts.config.mcp;
  if (context.bearer === null) return ownKeys(context);
  if (strategy === "none") return failed("AWS credentials are not available for JWT authentication.");
  const exchanged = strategy === "assume-role" ? await assumeTokenRole(context) : await exchangeCallerToken(context);
  const own = exchanged.ok ? signsAs === "own-role" : signsAs === "own-role-on-failure";
  return own ? ownKeys(context) : exchanged;
}

function ownKeys(context: ToolContext): Step<HopKeys> {
  const keys = context.ownKeys();
  return keys === null ? failed("Unable to locate credentials") : done(keys);
}

interface S3Object {
  readonly key: string;
  readonly modified: string;
  readonly size: number;
  readonly etag: string;
  readonly storageClass: string;
}

export interface S3Listing {
  readonly objects: readonly S3Object[];
  readonly truncated: boolean;
}

interface ListSettings {
  readonly bucket: string;
  readonly prefix: string;
  readonly maxKeys: number;
}

/** ListObjectsV2 as boto3 sends it; a redirect to the bucket's region is followed, as boto3 follows it. */
export async function listObjectsUpstream(
  context: ToolContext,
  keys: HopKeys,
  settings: ListSettings,
): Promise<Step<S3Listing>> {
  const { bucket, prefix, maxKeys } = settings;
  const query = `list-type=2&encoding-type=url&max-keys=${maxKeys}&prefix=${encodeURIComponent(prefix)}`;
  const url = `${context.parts.urlOf({ at: "s3" })}/${encodeURIComponent(bucket)}?${query}`;
  const ask = (region: string) =>
    context.hop(signHop({ method: "GET", url, headers: {} }, { service: "s3", region, keys }));
  const first = await ask(REGION);
  const region = first.kind === "answer" ? first.headers["x-amz-bucket-region"] : undefined;
  const elsewhere = region !== undefined && region !== REGION && first.kind === "answer" && first.status >= 300;
  const result = elsewhere ? await ask(region) : first;
  const problem = awsProblem(result, "ListObjectsV2");
  if (problem !== null || result.kind !== "answer") return failed(problem ?? "no answer");
  const objects = [...result.body.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, item = ""]) => ({
    key: decodeURIComponent(element(item, "Key")),
    size: Number(element(item, "Size")),
    modified: element(item, "LastModified"),
    etag: element(item, "ETag").replaceAll("&quot;", '"'),
    storageClass: element(item, "StorageClass"),
  }));
  return done({ objects, truncated: element(result.body, "IsTruncated") === "true" });
}

export interface StsIdentity {
  readonly arn: string;
  readonly userId: string;
  readonly account: string;
}

export async function askCallerIdentity(context: ToolContext, keys: HopKeys): Promise<Step<StsIdentity>> {
  if (!context.parts.config.mcp.knowsRegion) return failed("You must specify a region.");
  const hop: HopRequest = {
    method: "POST",
    url: `${context.parts.urlOf({ at: "sts" })}/`,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: "Action=GetCallerIdentity&Version=2011-06-15",
  };
  const result = await context.hop(signHop(hop, { service: "sts", region: REGION, keys }));
  const problem = awsProblem(result, "GetCallerIdentity");
  if (problem !== null || result.kind !== "answer") return failed(problem ?? "no answer");
  return done({
    arn: element(result.body, "Arn"),
    userId: element(result.body, "UserId"),
    account: element(result.body, "Account"),
  });
}
