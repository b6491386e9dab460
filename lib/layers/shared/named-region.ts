import type { AwsError } from "@/lib/clients/aws/aws-call";

/** Region that an answer of S3 names as the right one: in its own field or header, in its text, or in an endpoint. */
export function namedRegion({ region, endpoint, message }: AwsError): string | null {
  return asRegion(region) ?? asRegion(quotedAfter(message, "expecting '")) ?? regionOfHost(endpoint ?? "");
}

/** Region in a host name of AWS: `b.s3.eu-central-1.amazonaws.com`, `b.s3-us-west-2.amazonaws.com`. */
function regionOfHost(host: string): string | null {
  const labels = host.toLowerCase().split(".");
  // The last that looks like one: a bucket may be named like a region.
  return labels.map(withoutService).findLast(looksLikeRegion) ?? null;
}

function withoutService(label: string): string {
  return label.startsWith("s3-") ? label.slice("s3-".length) : label;
}

function quotedAfter(text: string, mark: string): string | null {
  const at = text.indexOf(mark);
  const rest = at < 0 ? "" : text.slice(at + mark.length);
  const end = rest.indexOf("'");
  return end < 0 ? null : rest.slice(0, end);
}

/** A region by its name: stand-ins for S3 call theirs as they like. */
export function asRegion(text: string | null): string | null {
  return text !== null && /^[A-Za-z0-9-]{2,40}$/.test(text) ? text : null;
}

/** `eu-central-1`, `us-gov-west-1`, `cn-north-1`: words and a number, as AWS's own are. */
function looksLikeRegion(label: string): boolean {
  const parts = label.split("-");
  const words = parts.slice(0, -1);
  const number = parts.at(-1) ?? "";
  return words.length >= 2 && words.length <= 4 && words.every(isWord) && /^\d{1,2}$/.test(number);
}

function isWord(text: string): boolean {
  return /^[a-z]{1,12}$/.test(text);
}
