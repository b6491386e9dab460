/** Letters, digits and hyphens of the lower case; dots are legal, but put no certificate and no label boundary at risk here. */
const NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
/** Prefixes and suffixes that S3 keeps for access points, directory and table buckets. */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--op-s3|--x-s3|--table-s3)$/;

/**
 * Whether a text that came from a server is the plain name of a general-purpose bucket, which may enter a URL: one DNS
 * label, so neither a path, nor an address, nor an ARN, nor a host of its own. Legal names with dots are left out.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function isPlainBucketName(text: string): boolean {
  return NAME.test(text) && !RESERVED.test(text);
}
