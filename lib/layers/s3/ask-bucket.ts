import type { AwsCallInput } from "@/lib/clients/aws/aws-call";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { bucketOrigin } from "@/lib/clients/aws/aws-origins";
import { listObjects } from "@/lib/clients/aws/list-objects";
import { readFirstByte } from "@/lib/clients/aws/read-first-byte";
import type { BonafideContext } from "../shared/layer-input";
import { isReadable, listPermission, notAsked, type Permission, readPermission } from "./bucket-answer";
import { isSafeKey } from "./safe-names";

/** Keys asked for: enough to find one that holds a byte. */
const MAX_KEYS = 10;

export interface Asker {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** Deadline of the next request, ms; 0 or less when the time is up. */
  timeLeft(): number;
  /** Texts that must not enter a URL. */
  readonly secrets: readonly string[];
}

export interface BucketPermissions {
  readonly list: Permission;
  readonly read: Permission;
}

const OUT_OF_TIME = "not asked: out of time";
const STOPPED = "not asked: the run was stopped";

/** Tries one bucket: lists a few keys and, if one holds something, reads its first byte. */
export async function askBucket(ctx: BonafideContext, asker: Asker, bucket: string): Promise<BucketPermissions> {
  const { s3Endpoint, forcePathStyle } = ctx.input.target.aws;
  const place = { bucket, forcePathStyle, endpoint: s3Endpoint };
  const origin = bucketOrigin({ region: asker.region, bucket, forcePathStyle, s3Endpoint });
  if (origin === null) return neither("not asked: not an AWS host");
  const whyNot = hindrance(ctx, asker);
  if (whyNot !== null) return neither(whyNot);
  ctx.allow(origin);
  // The target's own bucket is listed where the target says; others as a whole.
  const prefix = bucket === ctx.input.target.s3.bucket ? (ctx.input.target.s3.prefix ?? "") : "";
  const listed = await listObjects({
    ...place,
    ...callInput(ctx, asker, `list ${bucket}`),
    maxKeys: MAX_KEYS,
    ...(prefix === "" ? {} : { prefix }),
  });
  const list = listPermission(listed, bucket, prefix);
  const objects = listed.value?.objects ?? [];
  if (list.may !== "yes" || objects.length === 0) return { list, read: notAsked("not tried: nothing listed") };
  const found = objects.find((object) => isReadable(object) && isSafeKey(object.key, asker.secrets));
  if (found === undefined) return { list, read: notAsked("not tried: no listed object holds a byte to read") };
  const late = hindrance(ctx, asker);
  if (late !== null) return { list, read: notAsked(late) };
  const read = await readFirstByte({
    ...place,
    ...callInput(ctx, asker, `read one byte of ${bucket}`),
    key: found.key,
  });
  return { list, read: readPermission(read) };
}

/** Why nothing more is sent; null when something may be. */
function hindrance(ctx: BonafideContext, asker: Asker): string | null {
  if (ctx.signal.aborted) return STOPPED;
  return asker.timeLeft() <= 0 ? OUT_OF_TIME : null;
}

export function neither(why: string): BucketPermissions {
  return { list: notAsked(why), read: notAsked("not asked") };
}

function callInput(ctx: BonafideContext, { credentials, region, timeLeft }: Asker, step: string): AwsCallInput {
  return {
    credentials,
    region,
    timeoutMs: timeLeft(),
    signal: ctx.signal,
    send: (request) => ctx.http.send("beside:permissions", request, { step, answerIsData: true }),
  };
}
