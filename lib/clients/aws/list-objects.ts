import type { AwsCall, AwsCallInput } from "./aws-call";
import { defaultS3Endpoint } from "./aws-origins";
import { clientSettings, removeAmbientMiddleware, s3Settings } from "./client-settings";
import { DoorRequestHandler } from "./door-request-handler";
import { loadS3 } from "./load-aws-sdk";
import { settleCall } from "./settle-call";

/** Fields as the answer has them, unchecked but for the keys, which are those that are text. */
export interface ListedObjects {
  readonly name?: unknown;
  readonly keyCount?: unknown;
  readonly keys: readonly string[];
  /** Of the same entries, in their order. */
  readonly objects: readonly ListedObject[];
  /** Number of common prefixes. */
  readonly prefixes: number;
  readonly prefix?: unknown;
  readonly truncated?: unknown;
  /** Of the newest object in the answer, ISO 8601 UTC; null without one that says it. */
  readonly newest: string | null;
}

export interface ListedObject {
  readonly key: string;
  /** Bytes; undefined where the answer does not say. */
  readonly size: number | undefined;
  /** `STANDARD`, `GLACIER` …; undefined where the answer does not say. */
  readonly storageClass: string | undefined;
}

export interface ListObjectsInput extends AwsCallInput {
  readonly bucket: string;
  readonly prefix?: string | undefined;
  readonly maxKeys: number;
  /** Bucket in the path rather than in the host name. */
  readonly forcePathStyle?: boolean | undefined;
  /** Sends the same request without a signature. */
  readonly unsigned?: boolean;
}

/**
 * Lists a bucket (S3 ListObjectsV2, needs s3:ListBucket for that bucket and prefix). One request, never retried nor
 * sent to another region, with nothing ambient in it. Never rejects.
 */
export async function listObjects(input: ListObjectsInput): Promise<AwsCall<ListedObjects>> {
  const { S3Client, ListObjectsV2Command } = await loadS3();
  const handler = new DoorRequestHandler(input);
  const call = async () => {
    const endpoint = input.endpoint ?? defaultS3Endpoint(input.region);
    const client = new S3Client({
      ...clientSettings(input, endpoint, handler),
      ...s3Settings(input.forcePathStyle === true),
      ...(input.unsigned === true ? unsignedSettings() : {}),
    });
    removeAmbientMiddleware(client.middlewareStack);
    const command = new ListObjectsV2Command({ Bucket: input.bucket, Prefix: input.prefix, MaxKeys: input.maxKeys });
    try {
      return await client.send(command, { abortSignal: input.signal });
    } finally {
      client.destroy();
    }
  };
  return settleCall(handler, input.signal, call, (output) => {
    const objects = (output.Contents ?? []).flatMap(({ Key, Size, StorageClass }): ListedObject[] =>
      typeof Key === "string" ? [{ key: Key, size: Size, storageClass: StorageClass }] : [],
    );
    return {
      name: output.Name,
      keyCount: output.KeyCount,
      keys: objects.map(({ key }) => key),
      objects,
      prefixes: output.CommonPrefixes?.length ?? 0,
      prefix: output.Prefix,
      truncated: output.IsTruncated,
      newest: newestOf((output.Contents ?? []).map(({ LastModified }) => LastModified)),
    };
  });
}

function newestOf(times: readonly (Date | undefined)[]): string | null {
  const known = times.map((time) => time?.getTime() ?? Number.NaN).filter(Number.isFinite);
  return known.length === 0 ? null : new Date(known.reduce((a, b) => Math.max(a, b))).toISOString();
}

/** The signer alone is not enough: without credentials of its own the SDK would look for ambient ones. */
function unsignedSettings() {
  return {
    credentials: { accessKeyId: "unsigned", secretAccessKey: "unsigned" },
    signer: { sign: async <Request>(request: Request) => request },
  };
}
