import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { type ListedObjects, listObjects } from "@/lib/clients/aws/list-objects";
import { type NewestObject, newestObject } from "../outputs";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { searchBucket } from "../shared/search-query";
import { otherScopeRequests } from "../shared/search-scope-rows";

/** One answer of S3 holds no more. */
const MAX_KEYS = 1000;

interface Place {
  readonly credentials: AwsCredentials;
  readonly region: string;
  readonly bucket: string;
}

export interface NewestWatch {
  /** Takes the accepted list; asks for a longer one where it breaks off. */
  onList(list: AwsCall<ListedObjects>): void;
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
  const give = (list: AwsCall<ListedObjects>): void => {
    const newest = toNewest(ctx, list);
    if (newest !== null) ctx.give(newestObject, newest);
  };
  return {
    onList(list) {
      if (list.value?.truncated !== true || !comparesIndex(ctx.input)) return give(list);
      longer = listMore(ctx, place).then((more) => give(toNewest(ctx, more) === null ? list : more));
      // Heard of where it is awaited; the controls come first.
      longer.catch(() => {});
    },
    done: () => longer,
  };
}

function toNewest(ctx: BonafideContext, { value }: AwsCall<ListedObjects>): NewestObject | null {
  const { bucket, prefix = "" } = ctx.input.target.s3;
  if (value === null || value.newest === null || bucket === undefined || value.name !== bucket) return null;
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
