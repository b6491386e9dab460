import type { KnownCredentials } from "@/lib/lab/stack/credential-store";
import { labObjects } from "@/lib/lab/stack/lab-content";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { BYTE_ORDER_MARK } from "../aws/aws-refusal";
import { parseSigV4Authorization, type SigV4Result, verifySigV4 } from "../aws/verify-sigv4";
import type { Decision, LabCall, LabReply } from "../lab-server";
import type { LabServer } from "../server-declaration";
import { findOther } from "./other-buckets";
import { healthyS3, type OtherBucket } from "./s3-config";
import { s3RefusalFor, s3Refuse } from "./s3-errors";
import { listObjectsXml } from "./s3-list";
import { objectReply } from "./s3-object";

/** What a path-style request is about. */
interface Place {
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  /** One beside the stack's own; null for the own one, and for one that does not exist. */
  readonly other: OtherBucket | null;
  readonly region: string;
}

/**
 * S3 of the lab, path-style: ListObjectsV2 and GetObject, with signatures, sessions and role permissions checked.
 * Endpoints: `list` and `get`; of buckets beside the stack's own `list <suffix>` and `get <suffix>`.
 */
function handleS3(parts: StackParts, call: LabCall): Decision {
  const { s3 } = parts.config;
  const place = placeOf(parts, call);
  const scope = parseSigV4Authorization(call.headers.authorization)?.region ?? place.region;
  const result = verifySigV4<KnownCredentials>(call, {
    service: "s3",
    // A wrong region is answered by name below, so the signature is checked in the region it was made for.
    region: scope,
    nowMs: stackNowMs(parts.config) + s3.clockOffsetS * 1000,
    find: (id) => knownTo(parts, id),
  });
  const verb = place.key === "" ? "list" : "get";
  const endpoint = place.other === null ? verb : `${verb} ${place.other.suffix}`;
  return { endpoint, genuine: result.ok, answer: () => answer(parts, call, result, { place, scope }) };
}

function placeOf(parts: StackParts, call: LabCall): Place {
  const [, bucket = "", ...rest] = call.path.split("/").map(decodeURIComponent);
  const other = findOther(parts, bucket);
  return { bucket, key: rest.join("/"), other, region: other?.region ?? parts.config.s3.bucketRegion };
}

function knownTo(parts: StackParts, id: string): KnownCredentials | undefined {
  const { s3 } = parts.config;
  const found = s3.knowsKeys ? parts.store.find(id) : undefined;
  if (found === undefined || !s3.secretsDiffer) return found;
  return { ...found, secretAccessKey: [...found.secretAccessKey].reverse().join("") };
}

function answer(
  parts: StackParts,
  call: LabCall,
  result: SigV4Result<KnownCredentials>,
  { place, scope }: { readonly place: Place; readonly scope: string },
): LabReply {
  const { s3 } = parts.config;
  const { bucket, key, other, region } = place;
  if (call.method !== "GET" && call.method !== "HEAD") {
    const message = "The specified method is not allowed against this resource.";
    return s3Refuse(call, { status: 405, code: "MethodNotAllowed", message }, "method");
  }
  if (scope !== region && call.headers.authorization !== undefined) return wrongRegion(parts, call, place, scope);
  const unsigned = call.headers.authorization === undefined;
  const served = result.ok || !s3.verifies || (unsigned && s3.bucketIsPublic && other === null);
  if (!served) return s3Refuse(call, s3RefusalFor(result, call), result.problem);
  if (result.ok && s3.refuses !== null) return s3Refuse(call, s3.refuses, "refused");
  if (bucket !== parts.secrets.bucket && other === null) {
    const message = "The specified bucket does not exist";
    return s3Refuse(
      call,
      { status: 404, code: "NoSuchBucket", message, extra: { BucketName: bucket } },
      "no_such_bucket",
    );
  }
  if (result.ok && !may(parts, call, place)) return denied(parts, call, result.credentials, place);
  const held = other?.holds === "nothing" ? [] : labObjects(s3.objects);
  if (key !== "") return objectReply(call, held, key, region);
  call.log("info", `s3.list bucket=${bucket} signed=${!unsigned}`);
  return {
    status: 200,
    contentType: "application/xml",
    headers: { "x-amz-request-id": call.requestId, "x-amz-bucket-region": region },
    body: listObjectsXml(s3.answersOtherName && other === null ? `${bucket}-other` : bucket, held, call.params),
  };
}

/** Whether the role may list there, or read that object. */
function may(parts: StackParts, call: LabCall, { other, key }: Place): boolean {
  if (other !== null) return other.role === "lists-and-reads" || (other.role === "lists" && key === "");
  const allowed = parts.config.s3.allowedPrefixes;
  const where = key === "" ? (call.params.get("prefix") ?? "") : key;
  return allowed === null || allowed.some((start) => where.startsWith(start));
}

/**
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function denied(parts: StackParts, call: LabCall, credentials: KnownCredentials, place: Place): LabReply {
  const { arn } = credentials.identity;
  const { bucket, key, other } = place;
  const action = key === "" ? "s3:ListBucket" : "s3:GetObject";
  const resource = `arn:${arn.split(":")[1] ?? "aws"}:s3:::${bucket}${key === "" ? "" : `/${key}`}`;
  const implicit = `because no identity-based policy allows the ${action} action`;
  const explicit = "with an explicit deny in a resource-based policy";
  const why = other === null ? parts.config.s3.denial : other.role === "denied" ? explicit : implicit;
  const message = `User: ${arn} is not authorized to perform: ${action} on resource: "${resource}" ${why}`;
  return s3Refuse(call, { status: 403, code: "AccessDenied", message }, "not_allowed");
}

function wrongRegion(parts: StackParts, call: LabCall, { bucket, region }: Place, scope: string): LabReply {
  const headers = { "x-amz-bucket-region": region };
  const how = parts.config.s3.wrongRegionAnswer;
  switch (how) {
    case "AuthorizationHeaderMalformed": {
      const message = `The authorization header is malformed; the region '${scope}' is wrong; expecting '${region}'`;
      return s3Refuse(call, { status: 400, code: how, message, extra: { Region: region }, headers }, "region");
    }
    case "TemporaryRedirect": {
      const message = "Please re-send this request to the specified temporary endpoint.";
      const extra = { Endpoint: `${bucket}.s3.${region}.amazonaws.com`, Bucket: bucket };
      return s3Refuse(call, { status: 307, code: how, message, extra, headers }, "region");
    }
    case "header-alone":
      return { status: 301, contentType: "application/xml", headers, body: "" };
    case "PermanentRedirect": {
      const message =
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.";
      const extra = { Endpoint: `s3.${region}.amazonaws.com`, Bucket: bucket };
      return s3Refuse(call, { status: 301, code: how, message, extra, headers }, "region");
    }
  }
}

function marked({ config }: StackParts, call: LabCall, decision: Decision): Decision {
  const isObject = call.path.split("/").length > 2 && !call.path.endsWith("/");
  if (!config.s3.marksXml || isObject) return decision;
  const answer = async () => {
    const given = await decision.answer();
    return { ...given, body: `${BYTE_ORDER_MARK}${given.body}` };
  };
  return { ...decision, answer };
}

export const s3Server: LabServer<"s3"> = {
  name: "s3",
  healthy: healthyS3,
  clockOffsetS: (config) => config.s3.clockOffsetS,
  open: (parts) => ({ handle: (call) => marked(parts, call, handleS3(parts, call)) }),
};
