import type { KnownCredentials } from "./credential-store";
import type { Decision, LabCall, LabReply } from "./lab-server";
import { s3RefusalFor, s3Refuse } from "./s3-errors";
import { listObjectsXml } from "./s3-list";
import type { StackParts } from "./stack-parts";
import { parseSigV4Authorization, type SigV4Result, verifySigV4 } from "./verify-sigv4";

/**
 * S3 of the lab, path-style: ListObjectsV2 of one bucket, with signatures, sessions and role permissions checked.
 * Endpoint: `list`.
 */
export function handleS3(parts: StackParts, call: LabCall): Decision {
  const { s3 } = parts.config;
  const scope = parseSigV4Authorization(call.headers.authorization)?.region ?? s3.bucketRegion;
  const result = verifySigV4<KnownCredentials>(call, {
    service: "s3",
    // A wrong region is answered by name below, so the signature is checked in the region it was made for.
    region: scope,
    nowMs: Date.now() + s3.clockOffsetS * 1000,
    find: (id) => knownTo(parts, id),
  });
  return { endpoint: "list", genuine: result.ok, answer: () => answer(parts, call, result, scope) };
}

function knownTo(parts: StackParts, id: string): KnownCredentials | undefined {
  const { s3 } = parts.config;
  const found = s3.knowsKeys ? parts.store.find(id) : undefined;
  if (found === undefined || !s3.secretsDiffer) return found;
  return { ...found, secretAccessKey: [...found.secretAccessKey].reverse().join("") };
}

function answer(parts: StackParts, call: LabCall, result: SigV4Result<KnownCredentials>, scope: string): LabReply {
  const { s3 } = parts.config;
  const bucket = decodeURIComponent(call.path.split("/")[1] ?? "");
  if (call.method !== "GET" && call.method !== "HEAD") {
    const message = "The specified method is not allowed against this resource.";
    return s3Refuse(call, { status: 405, code: "MethodNotAllowed", message }, "method");
  }
  if (scope !== s3.bucketRegion && call.headers.authorization !== undefined)
    return wrongRegion(parts, call, bucket, scope);
  const unsigned = call.headers.authorization === undefined;
  const served = result.ok || !s3.verifies || (unsigned && s3.bucketIsPublic);
  if (!served) return s3Refuse(call, s3RefusalFor(result, call), result.problem);
  if (result.ok && s3.refuses !== null) return s3Refuse(call, s3.refuses, "refused");
  if (bucket !== parts.secrets.bucket) {
    const message = "The specified bucket does not exist";
    return s3Refuse(
      call,
      { status: 404, code: "NoSuchBucket", message, extra: { BucketName: bucket } },
      "no_such_bucket",
    );
  }
  if (result.ok && !mayList(parts, call.params.get("prefix") ?? ""))
    return denied(parts, call, result.credentials, bucket);
  call.log("info", `s3.list bucket=${bucket} signed=${!unsigned}`);
  return {
    status: 200,
    contentType: "application/xml",
    headers: { "x-amz-request-id": call.requestId, "x-amz-bucket-region": s3.bucketRegion },
    body: listObjectsXml(s3.answersOtherName ? `${bucket}-other` : bucket, call.params),
  };
}

function mayList(parts: StackParts, prefix: string): boolean {
  const allowed = parts.config.s3.allowedPrefixes;
  return allowed === null || allowed.some((start) => prefix.startsWith(start));
}

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function denied(parts: StackParts, call: LabCall, credentials: KnownCredentials, bucket: string): LabReply {
  const { arn } = credentials.identity;
  const partition = arn.split(":")[1] ?? "aws";
  const message = `User: ${arn} is not authorized to perform: s3:ListBucket on resource: "arn:${partition}:s3:::${bucket}" ${parts.config.s3.denial}`;
  return s3Refuse(call, { status: 403, code: "AccessDenied", message }, "not_allowed");
}

function wrongRegion(parts: StackParts, call: LabCall, bucket: string, scope: string): LabReply {
  const region = parts.config.s3.bucketRegion;
  const headers = { "x-amz-bucket-region": region };
  if (parts.config.s3.wrongRegionAnswer === "AuthorizationHeaderMalformed") {
    const message = `The authorization header is malformed; the region '${scope}' is wrong; expecting '${region}'`;
    return s3Refuse(
      call,
      { status: 400, code: "AuthorizationHeaderMalformed", message, extra: { Region: region }, headers },
      "region",
    );
  }
  const message =
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.";
  const extra = { Endpoint: `s3.${region}.amazonaws.com`, Bucket: bucket };
  return s3Refuse(call, { status: 301, code: "PermanentRedirect", message, extra, headers }, "region");
}
