import { createHash, createHmac } from "node:crypto";
import type { HandedOut } from "@/lib/lab/stack/credential-store";
import type { HopRequest } from "./hop-client";

export type HopKeys = Pick<HandedOut, "accessKeyId" | "secretAccessKey" | "sessionToken">;

interface SignSettings {
  readonly service: "sts" | "s3";
  readonly region: string;
  readonly keys: HopKeys;
}

/**
 * Signs a request with AWS Signature Version 4.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signHop(hop: HopRequest, { service, region, keys }: SignSettings): HopRequest {
  const url = new URL(hop.url);
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const date = stamp.slice(0, 8);
  const bodyHash = sha256(hop.body ?? "");
  const signed: Record<string, string> = {
    host: url.host,
    "x-amz-content-sha256": bodyHash,
    "x-amz-date": stamp,
    // Keys of an IAM user come without one.
    ...(keys.sessionToken === "" ? {} : { "x-amz-security-token": keys.sessionToken }),
  };
  const names = Object.keys(signed).join(";");
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headerLines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [hop.method, url.pathname, query.join("&"), headerLines.join(""), names, bodyHash].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n");
  const start: string | Buffer = `AWS4${keys.secretAccessKey}`;
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(
    (previous, part) => createHmac("sha256", previous).update(part).digest(),
    start,
  );
  const signature = createHmac("sha256", key).update(text).digest("hex");
  const credential = `${keys.accessKeyId}/${scope}`;
  return {
    ...hop,
    headers: {
      ...hop.headers,
      ...signed,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
    },
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
