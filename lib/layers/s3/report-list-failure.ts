import { parseAccessDenied } from "@/lib/clients/aws/access-denied";
import type { AwsCall, AwsError } from "@/lib/clients/aws/aws-call";
import { bucketOrigin } from "@/lib/clients/aws/aws-origins";
import type { ListedObjects } from "@/lib/clients/aws/list-objects";
import type { FindingTable, FindingWords } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import { awsEvidence } from "../shared/aws-errors";
import { type AwsMeaning, awsMeaning, plainAwsCode } from "../shared/aws-meanings";
import { denialWords } from "../shared/denial-words";
import type { BonafideContext } from "../shared/layer-input";
import { failureReason, passwordGate, statusReason } from "../shared/live-findings";
import { asRegion, namedRegion } from "../shared/named-region";
import { isHtml } from "../shared/read-answer";

/** What was asked for. */
export interface AskedBucket {
  readonly bucket: string;
  readonly region: string;
}

/** S3 calls an account's block otherwise than STS does. */
const RENAMED: Readonly<Record<string, string>> = { "region-disabled": "account-blocked" };
/** Sent as long as DNS does not know a new bucket, from its own region too. */
const PASSING = ["TemporaryRedirect", "Redirect"];

/** Reports why S3's answer is no list of the bucket; gives the layer's line. */
export function reportListFailure(
  ctx: BonafideContext,
  call: AwsCall<ListedObjects>,
  asked: AskedBucket & { readonly findings: FindingTable },
): string {
  const { raw, error } = call;
  if (raw.kind === "failure") {
    const failure = failureReason(raw);
    if (failure !== null) ctx.found(failure.reason, failure.evidence);
    return "S3 gave no usable answer";
  }
  if (error !== null) {
    reportError(ctx, call, error, asked);
    return `${raw.status}: ${error.code}`;
  }
  const right = regionInHeaders(raw.status, raw.headers);
  const transport = statusReason(raw) ?? passwordGate(raw);
  if (right !== null && right !== asked.region) {
    const told = { status: raw.status, rightRegion: right, ...askedOf(ctx, asked) };
    ctx.found("wrong-region", told, regionWords(right, asked.region));
  } else if (transport !== null) ctx.found(transport.reason, transport.evidence, transport.words);
  else if (raw.status !== 200 && !isHtml(raw)) ctx.found("unexpected-status", { status: raw.status });
  else {
    const contentType = raw.headers["content-type"] ?? "none";
    ctx.found("not-s3", { status: raw.status, contentType, ...otherBucket(call) });
  }
  return `${raw.status}: not S3's list of this bucket`;
}

/** A redirect of S3 without a body, as to HEAD, still names the bucket's region. */
function regionInHeaders(status: number, headers: Readonly<Record<string, string>>): string | null {
  if (status !== 301 && status !== 307 && status !== 400) return null;
  return asRegion(headers["x-amz-bucket-region"] ?? null);
}

function otherBucket(call: AwsCall<ListedObjects>): Evidence {
  return typeof call.value?.name === "string" ? { bucketInAnswer: call.value.name.slice(0, 80) } : {};
}

function reportError(
  ctx: BonafideContext,
  call: AwsCall<unknown>,
  error: AwsError,
  asked: AskedBucket & { readonly findings: FindingTable },
): void {
  const meaning = awsMeaning(error);
  if (meaning.signal !== null) ctx.recognised(meaning.signal);
  const reason = meaning.reason === null ? null : (RENAMED[meaning.reason] ?? meaning.reason);
  const evidence = awsEvidence(call);
  if (reason === "access-denied") reportDenial(ctx, error, evidence, meaning);
  else if (reason === "wrong-region") reportRegion(ctx, error, evidence, { ...asked, words: meaning.words });
  else if (reason !== null && asked.findings[reason] !== undefined) ctx.found(reason, evidence, meaning.words);
  else if ((call.raw.status ?? 0) >= 500) ctx.found("server-error", evidence);
  else ctx.found("unexpected-status", evidence, meaning.words);
}

function reportDenial(ctx: BonafideContext, error: AwsError, evidence: Evidence, { words }: AwsMeaning): void {
  const denied = parseAccessDenied(error.message);
  const reason = denied?.explicit === true ? "explicit-deny" : "access-denied";
  ctx.found(reason, evidence, { ...denialWords(denied), ...words });
}

function reportRegion(
  ctx: BonafideContext,
  error: AwsError,
  evidence: Evidence,
  asked: AskedBucket & Pick<AwsMeaning, "words">,
): void {
  const right = namedRegion(error);
  if (PASSING.includes(plainAwsCode(error.code)) && right === asked.region) {
    ctx.found("redirected", { ...evidence, location: error.endpoint ?? "not named" });
    return;
  }
  const named = right === null || right === asked.region ? {} : regionWords(right, asked.region);
  const told = { ...evidence, rightRegion: right, rightEndpoint: error.endpoint, ...askedOf(ctx, asked) };
  ctx.found("wrong-region", told, { ...named, ...asked.words });
}

function regionWords(right: string, asked: string): FindingWords {
  return {
    title: `the bucket is in ${right}, not in ${asked}`,
    remedy: `Set region to ${right} in the target, and leave out an S3 endpoint of another region.`,
  };
}

/** Where and for which region the call was signed: what is to be set right. */
function askedOf(ctx: BonafideContext, { bucket, region }: AskedBucket): Evidence {
  const { s3Endpoint, forcePathStyle } = ctx.input.target.aws;
  const origin = bucketOrigin({ region, bucket, forcePathStyle, s3Endpoint })?.origin;
  return { askedRegion: region, ...(origin === undefined ? {} : { askedEndpoint: origin }) };
}
