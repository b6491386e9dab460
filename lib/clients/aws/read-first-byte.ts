import type { AwsCall, AwsCallInput } from "./aws-call";
import { defaultS3Endpoint } from "./aws-origins";
import { clientSettings, removeAmbientMiddleware, s3Settings } from "./client-settings";
import { DoorRequestHandler } from "./door-request-handler";
import { loadS3 } from "./load-aws-sdk";
import { settleCall } from "./settle-call";

/** An S3 error takes a few kB; a server that sends the whole object all the same is cut off here. */
const MAX_BYTES = 16 * 1024;

/** Fields as the answer has them, unchecked. What the byte is, is not looked at. */
export interface FirstByte {
  /** 206, or 200 from a server that does not do ranges. */
  readonly status: number;
  /** `bytes 0-0/128`. */
  readonly contentRange?: unknown;
  /** Bytes that the answer says it holds. */
  readonly contentLength?: unknown;
  /** Bytes that came. */
  readonly bytes: number;
}

export interface ReadFirstByteInput extends AwsCallInput {
  readonly bucket: string;
  readonly key: string;
  /** Bucket in the path rather than in the host name. */
  readonly forcePathStyle?: boolean | undefined;
}

/**
 * Reads the first byte of an object (S3 GetObject with a range, needs s3:GetObject, and kms:Decrypt where the object is
 * so encrypted). GET and not HEAD, whose errors have no body. One request, never retried nor sent to another region,
 * with nothing ambient in it; never more than 16 KiB of an answer. Never rejects.
 */
export async function readFirstByte(input: ReadFirstByteInput): Promise<AwsCall<FirstByte>> {
  const { S3Client, GetObjectCommand } = await loadS3();
  const handler = new DoorRequestHandler({
    ...input,
    // A part of a compressed object cannot be unpacked, and none of it is wanted.
    send: (request) => input.send({ ...request, maxBytes: MAX_BYTES, keepEncoding: true }),
  });
  const call = async () => {
    const endpoint = input.endpoint ?? defaultS3Endpoint(input.region);
    const client = new S3Client({
      ...clientSettings(input, endpoint, handler),
      ...s3Settings(input.forcePathStyle === true),
    });
    removeAmbientMiddleware(client.middlewareStack);
    const command = new GetObjectCommand({ Bucket: input.bucket, Key: input.key, Range: "bytes=0-0" });
    try {
      return await client.send(command, { abortSignal: input.signal });
    } finally {
      client.destroy();
    }
  };
  return settleCall(handler, input.signal, call, (output) => ({
    status: handler.last?.status ?? 0,
    contentRange: output.ContentRange,
    contentLength: output.ContentLength,
    bytes: handler.last?.kind === "answer" ? handler.last.body.byteLength : 0,
  }));
}
