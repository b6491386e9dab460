import type { LabObject } from "@/lib/lab/stack/lab-content";
import type { LabCall, LabReply } from "../lab-server";
import { s3Refuse } from "./s3-errors";

/** Every object is as long as the list says; what it holds does not matter. */
export const OBJECT_BYTES = 128;

/**
 * The answer of GetObject, whole or the first bytes of a range.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function objectReply(call: LabCall, held: readonly LabObject[], key: string, region: string): LabReply {
  if (!held.some((object) => object.key === key)) {
    const message = "The specified key does not exist.";
    return s3Refuse(call, { status: 404, code: "NoSuchKey", message, extra: { Key: key } }, "no_such_key");
  }
  const headers = { "x-amz-request-id": call.requestId, "x-amz-bucket-region": region, "accept-ranges": "bytes" };
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(call.headers.range ?? "") ?? [];
  call.log("info", `s3.get key=${key} range=${call.headers.range ?? "none"}`);
  if (first === undefined || last === undefined) {
    return { status: 200, contentType: "binary/octet-stream", headers, body: "x".repeat(OBJECT_BYTES) };
  }
  const end = Math.min(Number(last), OBJECT_BYTES - 1);
  return {
    status: 206,
    contentType: "binary/octet-stream",
    headers: { ...headers, "content-range": `bytes ${first}-${end}/${OBJECT_BYTES}` },
    body: "x".repeat(Math.max(0, end - Number(first) + 1)),
  };
}
