import { awsOrigins } from "@/lib/aws/aws-origins";
import type { LayerInput } from "./layer-input";

const UNKNOWN_REGION = "the AWS endpoints of the region that config.json names";

/** Origin that STS calls go to; a phrase while the region is not known yet. */
export function stsEndpointOf(input: LayerInput, region: string | null): string {
  const named = input.target.aws.stsEndpoint;
  if (named !== undefined) return new URL(named).origin;
  const known = region ?? input.target.region;
  return known === undefined ? UNKNOWN_REGION : awsOrigins({ region: known }).sts;
}

/** Origins that S3 calls go to; a phrase while the region is not known yet. */
export function s3EndpointsOf(input: LayerInput, region: string | null): readonly string[] {
  const known = region ?? input.target.region;
  const { s3Endpoint, forcePathStyle } = input.target.aws;
  if (known === undefined && s3Endpoint === undefined) return [UNKNOWN_REGION];
  return awsOrigins({
    region: known ?? "us-east-1",
    ...(input.target.s3.bucket === undefined ? {} : { bucket: input.target.s3.bucket }),
    ...(s3Endpoint === undefined ? {} : { s3Endpoint }),
    ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
  }).s3;
}
