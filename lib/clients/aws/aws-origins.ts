import { isIP } from "node:net";
import type { AllowedOrigin } from "@/lib/http/door-types";

/** Partitions by region prefix and the DNS suffix of their endpoints (partitions.json of the AWS SDK). */
const PARTITIONS: readonly { readonly region: RegExp; readonly suffix: string }[] = [
  { region: /^cn-/, suffix: "amazonaws.com.cn" },
  { region: /^eusc-/, suffix: "amazonaws.eu" },
  { region: /^us-iso-/, suffix: "c2s.ic.gov" },
  { region: /^us-isob-/, suffix: "sc2s.sgov.gov" },
  { region: /^eu-isoe-/, suffix: "cloud.adc-e.uk" },
  { region: /^(us|eu)-isof-/, suffix: "csp.hci.ic.gov" },
];
const COMMERCIAL_SUFFIX = "amazonaws.com";

/** Regional STS endpoint of AWS: the global one gives tokens that some regions refuse. */
export function defaultStsEndpoint(region: string): string {
  return `https://sts.${region}.${dnsSuffix(region)}`;
}

/** Regional S3 endpoint of AWS, without a bucket. */
export function defaultS3Endpoint(region: string): string {
  return `https://s3.${region}.${dnsSuffix(region)}`;
}

/** IAM is one service per partition, signed for one region of it (AWS general reference, "IAM endpoints and quotas"). */
export function defaultIamEndpoint(region: string): { readonly url: string; readonly signingRegion: string } {
  if (/^cn-/.test(region)) return { url: "https://iam.cn-north-1.amazonaws.com.cn", signingRegion: "cn-north-1" };
  if (/^us-gov-/.test(region)) return { url: "https://iam.us-gov.amazonaws.com", signingRegion: "us-gov-west-1" };
  const suffix = dnsSuffix(region);
  if (suffix !== COMMERCIAL_SUFFIX) return { url: `https://iam.${region}.${suffix}`, signingRegion: region };
  return { url: "https://iam.amazonaws.com", signingRegion: "us-east-1" };
}

/**
 * Where IAM is asked: AWS's own, but a server that stands in for STS stands in for IAM as well, so that credentials of
 * an emulator never go to AWS.
 */
export function iamOrigin(region: string, stsEndpoint: string | undefined): string {
  return new URL(stsEndpoint ?? defaultIamEndpoint(region).url).origin;
}

/** Whether a host belongs to AWS itself, in any partition. */
export function isAwsHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  return [COMMERCIAL_SUFFIX, ...PARTITIONS.map(({ suffix }) => suffix)].some((suffix) => name.endsWith(`.${suffix}`));
}

/** What decides where AWS calls go. Endpoints are the target's; without them AWS's own of the region. */
export interface AwsPlaces {
  readonly region: string;
  readonly bucket?: string | undefined;
  readonly stsEndpoint?: string | undefined;
  readonly s3Endpoint?: string | undefined;
  readonly forcePathStyle?: boolean | undefined;
}

/** Origins that a run's STS and S3 calls will need, so that the door can allow just these. `s3` needs a bucket to be exact. */
export function awsOrigins(places: AwsPlaces): { readonly sts: string; readonly s3: readonly string[] } {
  const s3 = new URL(places.s3Endpoint ?? defaultS3Endpoint(places.region));
  const virtual = places.bucket !== undefined && places.forcePathStyle !== true && isVirtualHosted(places.bucket, s3);
  return {
    sts: new URL(places.stsEndpoint ?? defaultStsEndpoint(places.region)).origin,
    s3: [virtual ? new URL(`${s3.protocol}//${places.bucket}.${s3.host}`).origin : s3.origin],
  };
}

/**
 * The origin that calls for a bucket go to whose name came from a server. Only a host of AWS itself, or of the endpoint
 * that the target names; null where the region makes it neither.
 */
export function bucketOrigin(places: AwsPlaces & { readonly bucket: string }): AllowedOrigin | null {
  const [origin] = awsOrigins(places).s3;
  if (origin === undefined) return null;
  if (places.s3Endpoint !== undefined) return { origin, trust: "named" };
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" && isAwsHost(hostname) ? { origin, trust: "derived" } : null;
}

/**
 * Whether the SDK puts the bucket into the host name (S3 endpoint rules): never before an IP address, with dots only
 * where no certificate has to match.
 */
function isVirtualHosted(bucket: string, endpoint: URL): boolean {
  if (isIP(endpoint.hostname.replace(/^\[|\]$/g, "")) !== 0 || bucket.length < 3 || bucket.length > 63) return false;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(bucket) || /\.\.|\.-|-\./.test(bucket)) return false;
  const label = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;
  const parts = bucket.split(".");
  if (parts.length > 1 && endpoint.protocol === "https:") return false;
  return parts.every((part) => label.test(part));
}

function dnsSuffix(region: string): string {
  return PARTITIONS.find((partition) => partition.region.test(region))?.suffix ?? COMMERCIAL_SUFFIX;
}
