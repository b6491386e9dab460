import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import type { Probe } from "@/lib/diagnosis/layer";
import { catalogIdentity, registryUrl } from "../outputs";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { type Asker, askBucket, type BucketPermissions, neither } from "./ask-bucket";
import { askCatalogBuckets, type CatalogBucket } from "./catalog-buckets";
import { emptyTable, type PermissionRow, permissionTable } from "./permission-table";
import { REPEATS_SECRET, whyUnsafe } from "./safe-names";

const MAX_BUCKETS = 50;
const AT_ONCE = 6;
/** Of each request, ms, where the run's own deadline is longer. */
const REQUEST_MS = 5_000;
/** Of the whole table, ms. */
const TABLE_MS = 20_000;

/** Requests at most: the registry's two lists, and each bucket's list and read. None where it was not asked for. */
export function permissionRequests(input: LayerInput): number {
  const { registryUrl: registry, catalogUrl } = input.target;
  const asked = input.permissions === true && (registry !== undefined || catalogUrl !== undefined);
  return asked ? 2 + 2 * MAX_BUCKETS : 0;
}

export interface S3Access {
  readonly credentials: AwsCredentials;
  readonly region: string;
}

/** Codes after which no bucket can be listed, whatever the policies say. */
const NO_SESSION =
  /^(ExpiredToken|InvalidToken|InvalidTokenId|TokenRefreshRequired|InvalidAccessKeyId|SignatureDoesNotMatch|RequestTimeTooSkewed)/;

/** Why the layer's own call leaves nothing to ask; null when there is something. */
export function pointlessAfter(real: Probe<unknown>): string | null {
  if (!real.answered) return `S3 gave the layer's own call no answer${real.note === null ? "" : ` (${real.note})`}`;
  if (real.observed !== "refused" || !NO_SESSION.test(real.note ?? "")) return null;
  return `S3 accepts these credentials for no bucket (${real.note})`;
}

/**
 * Shows which of the buckets that the catalog lists for this user may be listed, and of which one byte may be read.
 * Evidence only: it reports no finding. Never rejects; ends 20 s after the registry can be asked.
 */
export async function showPermissions(
  ctx: BonafideContext,
  access: S3Access | null,
  pointless: string | null,
): Promise<void> {
  if (access === null) return ctx.table(emptyTable("there are no AWS credentials to ask with"));
  if (pointless !== null) return ctx.table(emptyTable(pointless));
  const [base, identity] = await Promise.all([ctx.whenGiven(registryUrl), ctx.whenGiven(catalogIdentity)]);
  if (base === undefined) return ctx.table(emptyTable(registryUrl.absent));
  if (identity === undefined) return ctx.table(emptyTable(catalogIdentity.absent));
  const endsAt = ctx.now() + TABLE_MS;
  const timeLeft = () => Math.min(ctx.input.timeoutMs, REQUEST_MS, endsAt - ctx.now());
  const bearer = identity.reveal();
  const catalog = await askCatalogBuckets(ctx, { base, bearer, timeoutMs: timeLeft() });
  if (!catalog.ok) return ctx.table(emptyTable(catalog.why));
  if (catalog.buckets.length === 0) return ctx.table(emptyTable("the catalog lists no bucket for this user"));
  const { secretAccessKey, sessionToken } = access.credentials;
  const secrets = [bearer, ctx.input.token?.raw.reveal(), secretAccessKey, sessionToken].filter(
    (secret) => secret !== undefined,
  );
  const asker: Asker = { ...access, timeLeft, secrets };
  const chosen = ownFirst(catalog.buckets, ctx.input.target.s3.bucket).slice(0, MAX_BUCKETS);
  const rows = await inOrder(chosen, AT_ONCE, async (bucket) => toRow(bucket, await ask(ctx, asker, bucket.name)));
  ctx.table(permissionTable(rows, catalog.buckets.length));
}

function toRow(bucket: CatalogBucket, asked: BucketPermissions): PermissionRow {
  const withheld = asked.list.words === REPEATS_SECRET;
  return { bucket: withheld ? { ...bucket, name: "(withheld)" } : bucket, ...asked };
}

async function ask(ctx: BonafideContext, asker: Asker, name: string): Promise<BucketPermissions> {
  const unsafe = whyUnsafe(name, ctx.input.target.s3.bucket, asker.secrets);
  return unsafe === null ? askBucket(ctx, asker, name) : neither(unsafe);
}

/** The bucket that the target names is never the one left out. */
function ownFirst(buckets: readonly CatalogBucket[], own: string | undefined): readonly CatalogBucket[] {
  return [...buckets.filter(({ name }) => name === own), ...buckets.filter(({ name }) => name !== own)];
}

/** Works through items, so many at once: one that takes long holds up one place of them. Results keep their order. */
async function inOrder<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
