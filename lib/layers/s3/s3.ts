import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { AwsCredentials } from "@/lib/clients/aws/aws-credentials";
import { type ListedObjects, listObjects } from "@/lib/clients/aws/list-objects";
import { CREDENTIALS_PATH } from "@/lib/clients/registry/registry-request";
import { type ControlSpec, ended, type Layer, type LayerPlan, notApplicable, type Probe } from "@/lib/diagnosis/layer";
import type { Purpose } from "@/lib/diagnosis/model";
import { controlNameOf } from "@/lib/diagnosis/purpose";
import { awsCredentials, awsRegion, catalogIdentity, newestObject, registryUrl } from "../outputs";
import { bucketHostsOf, s3EndpointsOf } from "../shared/aws-endpoints";
import { awsProbe } from "../shared/aws-errors";
import { awsTextSignals } from "../shared/aws-texts";
import { registryAddress, shellWord, withExchangedCredentials } from "../shared/by-hand-commands";
import { awsFindingHolds } from "../shared/clock-findings";
import { registryOrigin } from "../shared/exchange-call";
import { chosenStrategy } from "../shared/exchange-strategy";
import { expectedAccess, expectedAccessVariant, withoutCredentials } from "../shared/expected-access";
import type { BonafideContext, LayerInput } from "../shared/layer-input";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { runLiveLayer, watchClock } from "../shared/live-layer";
import { livePlan } from "../shared/live-plan";
import { spoilSecret } from "../shared/spoil-secret";
import { permissionRequests, pointlessAfter, showPermissions } from "./bucket-permissions";
import { listEvidence, listEvidenceOf } from "./list-evidence";
import { comparesIndex, watchNewest } from "./newest-object";
import { permissionWords } from "./permission-table";
import { type AskedBucket, reportListFailure } from "./report-list-failure";
import { s3Findings } from "./s3-findings";

const server = "S3";
const KEYS_SHOWN = 5;
const NO_BUCKET = "no bucket named in the target";

function minKeys(input: LayerInput): number {
  return input.target.s3.minKeys ?? 1;
}

function place(bucket: string, { prefix = "" }: LayerInput["target"]["s3"]): string {
  return `s3://${bucket}/${prefix}`;
}

/** Can they list the bucket? S3 ListObjectsV2 with the exchanged credentials. */
export const s3: Layer<LayerInput, BonafideContext> = {
  id: "s3",
  title: "the credentials list the bucket",
  question: "Can they list the bucket?",
  nature: "live",
  asksAsSubject: true,
  // Without a bucket the layer is not applicable whatever else is there; the table of the buckets waits for itself.
  needs: (input) => (input.target.s3.bucket === undefined ? [] : [awsCredentials, awsRegion]),
  uses: () => [],
  awaits: [awsCredentials, awsRegion, registryUrl, catalogIdentity],
  gives: [newestObject],
  evidence: listEvidence,
  proves: "these credentials may list that bucket and prefix (ListBucket)",
  doesNotProve: "that objects can be read or written",
  settledBy: [],
  findings: { ...liveFindings(server), ...controlFindings(server, "listed the bucket"), ...s3Findings },
  facts: {
    "refused-with": "refused with",
    bucket: "bucket",
    prefix: "prefix",
    keys: "keys",
    "first-keys": "first keys",
  },
  tables: { permissions: permissionWords },
  signals: awsTextSignals,
  controls: plannedControls,
  variant: (input) => expectedAccessVariant(input, "s3"),
  doing: ({ target: { s3: wanted } }) =>
    wanted.bucket === undefined ? "asking for each bucket" : `listing ${place(wanted.bucket, wanted)}`,
  notApplicable: (input) =>
    input.target.s3.bucket === undefined && input.permissions !== true ? NO_BUCKET : withoutCredentials(input),
  requiredByDefault: (input) => input.target.s3.bucket !== undefined,
  plan,
  byHand: (input) => {
    const registry = chosenStrategy(input) === "registry" ? registryAddress(input.target) : null;
    const { bucket } = input.target.s3;
    if (registry === null || bucket === undefined) return null;
    return withExchangedCredentials(registry, CREDENTIALS_PATH, listCommand(input, bucket));
  },
  holdsAt: (_, finding, time) => awsFindingHolds(finding, time),
  async run(ctx) {
    const credentials = ctx.get(awsCredentials);
    const region = ctx.get(awsRegion);
    const bucket = ctx.input.target.s3.bucket;
    if (bucket === undefined) return onlyPermissions(ctx);
    if (credentials === undefined || region === undefined) return notApplicable("no AWS credentials");
    let table: Promise<void> = Promise.resolve();
    const list = (purpose: Purpose, using: AwsCredentials, unsigned = false) =>
      send(ctx, { purpose, credentials: using, unsigned, region, bucket });
    const newest = watchNewest(ctx, { credentials, region, bucket });
    const live = await runLiveLayer(
      ctx,
      {
        access: expectedAccess(ctx.input, "s3"),
        genuine: (purpose) => list(purpose, credentials),
        // Beside the controls, and no part of them.
        onReal: (probe) => {
          const wanted = expectedAccess(ctx.input, "s3") !== "refused";
          if (wanted) newest.onList(probe.value, probe.observed === "accepted");
          if (ctx.input.permissions !== true) return;
          table = showPermissions(ctx, { credentials, region }, pointlessAfter(probe));
        },
        serves: "S3 listed the bucket",
        controls: plannedControls(ctx.input).map(({ name }) => ({
          name,
          send: (purpose) =>
            name === "unsigned" ? list(purpose, credentials, true) : list(purpose, spoilSecret(ctx, credentials)),
        })),
      },
      // A public bucket answers an unsigned request, and still refuses a wrong signature.
      ({ controlProbes }) => (controlProbes.get("wrong-secret")?.observed === "refused" ? "anonymous-access" : null),
    );
    await Promise.all([table, newest.done()]);
    return ended(live.decided ?? reportReal(ctx, { bucket, region }, live.real));
  },
};

/** Of a target without a bucket the layer shows the table alone, and stays not applicable. */
async function onlyPermissions(ctx: BonafideContext) {
  const [credentials, region] = await Promise.all([ctx.whenGiven(awsCredentials), ctx.whenGiven(awsRegion)]);
  const access = credentials === undefined || region === undefined ? null : { credentials, region };
  await showPermissions(ctx, access, null);
  return notApplicable(NO_BUCKET);
}

/** How many buckets the catalog lists is not known before, so with their table nothing exact can be said. */
function plan(input: LayerInput): LayerPlan {
  const { bucket } = input.target.s3;
  const table = permissionRequests(input);
  const tableAt = table === 0 ? [] : [registryOrigin(input), bucketHostsOf(input)];
  const unknown = table === 0 ? {} : { sound: null };
  if (bucket === undefined) {
    return { requests: table, wrongCredentials: 0, awsSessionsMinted: 0, destinations: tableAt, ...unknown };
  }
  const own = livePlan({
    controls: plannedControls(input),
    served: expectedAccess(input, "s3") !== "refused",
    perhaps: comparesIndex(input) ? 1 : 0,
    destinations: [...s3EndpointsOf(input, null), ...tableAt],
  });
  return { ...own, requests: own.requests + table, ...unknown };
}

function plannedControls(input: LayerInput): readonly ControlSpec[] {
  if (input.controls === "off" || input.token === null || input.target.s3.bucket === undefined) return [];
  return [
    { name: "wrong-secret", wrongCredential: true },
    { name: "unsigned", wrongCredential: false },
  ];
}

function listCommand(input: LayerInput, bucket: string): string {
  const { region, aws, s3: wanted } = input.target;
  return [
    `aws s3api list-objects-v2 --bucket ${shellWord(bucket)} --max-items ${KEYS_SHOWN}`,
    wanted.prefix === undefined ? "" : ` --prefix ${shellWord(wanted.prefix)}`,
    region === undefined ? "" : ` --region ${shellWord(region)}`,
    aws.s3Endpoint === undefined ? "" : ` --endpoint-url ${shellWord(aws.s3Endpoint)}`,
  ].join("");
}

interface ListCall {
  readonly purpose: Purpose;
  readonly credentials: AwsCredentials;
  readonly unsigned: boolean;
  readonly region: string;
  readonly bucket: string;
}

async function send(ctx: BonafideContext, how: ListCall) {
  const { s3Endpoint: endpoint, forcePathStyle } = ctx.input.target.aws;
  const { prefix } = ctx.input.target.s3;
  const call = await listObjects({
    credentials: how.credentials,
    region: how.region,
    bucket: how.bucket,
    unsigned: how.unsigned,
    maxKeys: Math.max(minKeys(ctx.input), KEYS_SHOWN),
    prefix,
    endpoint,
    forcePathStyle,
    timeoutMs: ctx.input.timeoutMs,
    signal: ctx.signal,
    send: (request) =>
      ctx.http.send(how.purpose, request, { wrongCredential: controlNameOf(how.purpose) === "wrong-secret" }),
  });
  watchClock(ctx, call.raw);
  return awsProbe(call, listEvidenceOf(how.bucket).safeParse(call.value).success);
}

function reportReal(ctx: BonafideContext, asked: AskedBucket, real: Probe<AwsCall<ListedObjects>>): string {
  return real.observed === "accepted"
    ? reportList(ctx, asked.bucket, real.value)
    : reportListFailure(ctx, real.value, { ...asked, findings: s3.findings });
}

function reportList(ctx: BonafideContext, bucket: string, call: AwsCall<ListedObjects>): string {
  const listed = listEvidenceOf(bucket).parse(call.value);
  const wanted = minKeys(ctx.input);
  const at = place(bucket, ctx.input.target.s3);
  ctx.fact("bucket", listed.name);
  ctx.fact("prefix", ctx.input.target.s3.prefix ?? "");
  ctx.fact("keys", listed.keyCount);
  ctx.fact("first-keys", listed.keys.slice(0, KEYS_SHOWN));
  if (listed.keyCount < wanted) ctx.found("empty", { keys: listed.keyCount, wanted, place: at });
  const more = call.value?.truncated === true ? " or more" : "";
  return `${listed.keyCount}${more} ${listed.keyCount === 1 && more === "" ? "key" : "keys"} under ${at}`;
}
