import { awsOrigins } from "@/lib/clients/aws/aws-origins";
import type { LayerInput } from "./layer-input";

const UNKNOWN_REGION = "the AWS endpoints of the region that config.json names";

/** Origin that STS calls go to; a phrase while the region is not known yet. */
export function stsEndpointOf(input: LayerInput, region: string | null): string {
  const named = input.target.aws.stsEndpoint;
  if (named !== undefined) return new URL(named).origin;
  const known = region ?? input.target.region;
  return known === undefined ? UNKNOWN_REGION : awsOrigins({ region: known }).sts;
}

/** What the hosts of buckets are that only the registry names, in words. */
export function bucketHostsOf(input: LayerInput): string {
  const { s3Endpoint } = input.target.aws;
  if (s3Endpoint !== undefined) return `the buckets that the registry lists, at ${new URL(s3Endpoint).origin}`;
  const region = input.target.region ?? "the region that config.json names";
  return `the buckets that the registry lists, at S3 in ${region}`;
}

/** Origins that S3 calls go to; a phrase while the region is not known yet. */
export function s3EndpointsOf(input: LayerInput, region: string | null): readonly string[] {
  const known = region ?? input.target.region;
  const { s3Endpoint, forcePathStyle } = input.target.aws;
  if (known === undefined && s3Endpoint === undefined) return [UNKNOWN_REGION];
  return awsOrigins({
    region: known ?? "us-east-1",
    bucket: input.target.s3.bucket,
    s3Endpoint,
    forcePathStyle,
  }).s3;
}
