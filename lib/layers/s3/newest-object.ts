import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { type ListedObjects, listObjects } from "@/lib/clients/aws/list-objects";
import { type NewestObject, type NoNewestObject, newestObject } from "../outputs";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { failureReason } from "../shared/live-findings";
import { searchBucket } from "../shared/search-query";
import { otherScopeRequests } from "../shared/search-scope-rows";
import { listEvidenceOf } from "./list-evidence";

/** One answer of S3 holds no more. */
const MAX_KEYS = 1000;

interface Place {
  readonly credentials: AwsCredentials;
  readonly region: string;
  readonly bucket: string;
}

export interface NewestWatch {
  /** Takes the answer to the real call; asks for a longer list where an accepted one breaks off. */
  onList(list: AwsCall<ListedObjects>, accepted: boolean): void;
  done(): Promise<void>;
}

/** Whether the search layer sets the bucket's newest object beside the time of its index. */
export function comparesIndex(input: LayerInput): boolean {
  const { catalogUrl, registryUrl, s3, search } = input.target;
  const searches = catalogUrl !== undefined || registryUrl !== undefined;
  return (
    searches && search.api !== "legacy" && otherScopeRequests(input) > 0 && searchBucket(input) === (s3.bucket ?? null)
  );
}

/**
 * Finds the newest object that a list shows. The layer's own list is of a few keys: where it breaks off, and search
 * compares, one longer list is asked for beside the controls. Evidence only: nothing here is reported as a finding.
 */
export function watchNewest(ctx: BonafideContext, place: Place): NewestWatch {
  let longer: Promise<void> = Promise.resolve();
  return {
    onList(list, accepted) {
      if (!accepted) return ctx.give(newestObject, { why: `S3 gave no list: ${refusalOf(list)}` });
      const few = toNewest(ctx, list);
      if (list.value?.truncated !== true || !comparesIndex(ctx.input)) return ctx.give(newestObject, few);
      longer = listMore(ctx, place).then((more) => ctx.give(newestObject, newestOfBoth(ctx, few, more)));
      // Heard of where it is awaited; the controls come first.
      longer.catch(() => {});
    },
    done: () => longer,
  };
}

/** What became of a call without a list, in a word or two. */
function refusalOf({ raw, error }: AwsCall<unknown>): string {
  if (error !== null) return error.code;
  return raw.kind === "failure"
    ? (failureReason(raw)?.reason ?? raw.failure)
    : `${raw.status}, not a list of this bucket`;
}

/** The longer list's newest, if it is a list that holds more than the first; else the first one's, and why. */
function newestOfBoth(
  ctx: BonafideContext,
  few: NewestObject | NoNewestObject,
  more: AwsCall<ListedObjects>,
): NewestObject | NoNewestObject {
  const wellFormed = listEvidenceOf(ctx.input.target.s3.bucket ?? "").safeParse(more.value).success;
  if (more.raw.status !== 200 || !wellFormed) return withNote(few, `a longer list was not given: ${refusalOf(more)}`);
  const many = toNewest(ctx, more);
  if ("why" in few || "why" in many) return many;
  const repeated = !many.whole && many.keys <= few.keys;
  return repeated ? withNote(few, "a longer list repeated these") : many;
}

function withNote(few: NewestObject | NoNewestObject, longer: string): NewestObject | NoNewestObject {
  return "why" in few ? { why: `${few.why}; ${longer}` } : { ...few, longer };
}

function toNewest(ctx: BonafideContext, { value }: AwsCall<ListedObjects>): NewestObject | NoNewestObject {
  const { bucket, prefix = "" } = ctx.input.target.s3;
  if (value === null || bucket === undefined || value.name !== bucket) return { why: "S3 gave no list of this bucket" };
  if (value.keys.length === 0) return { why: prefix === "" ? "the bucket is empty" : `nothing is under ${prefix}` };
  if (value.newest === null) return { why: "S3 gave no times of the objects" };
  return { bucket, prefix, at: value.newest, keys: value.keys.length, whole: value.truncated === false };
}

function listMore(ctx: BonafideContext, place: Place): Promise<AwsCall<ListedObjects>> {
  const { s3Endpoint: endpoint, forcePathStyle } = ctx.input.target.aws;
  const { prefix } = ctx.input.target.s3;
  return listObjects({
    ...place,
    maxKeys: MAX_KEYS,
    prefix,
    endpoint,
    forcePathStyle,
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
    send: (request) => ctx.http.send("beside:newest-object", request, { step: "a longer list" }),
  });
}
