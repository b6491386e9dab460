import { assumeRoleStack } from "@/lib/lab/scenarios/given-stacks";
import { s3Error, stsError } from "./replies";
import type { Fault, Right, Situation } from "./situation";

const fails = (layer: string, reason: string, more: Partial<Right> = {}): Right => ({
  layer,
  status: "fail",
  verdict: "fail",
  code: `${layer}/${reason}`,
  ...more,
});

/** In place of a success, as a gateway's or a policy's word; others are refused as ever. */
const served =
  (reply: ReturnType<typeof s3Error>): Fault =>
  async (call) =>
    (await call.own()).status === 200 ? reply : null;

/** AWS's form of a time, so many seconds from now. */
const basic = (inSeconds: number) => new Date(Date.now() + inSeconds * 1000).toISOString().replace(/[-:]|\.\d+/g, "");

const DISABLED =
  "STS is not activated in this region for account:123456789013. Your account administrator can activate STS in this region using the IAM Console.";

export const foundInAws: readonly Situation[] = [
  {
    title: "STS says that the signature has expired: the clock, not the secret",
    source: "EngineerBetter/control-tower#51",
    why: "DESIGN §2 Code → status: the text tells apart what one code means; §3 identity/request-time-skewed.",
    hop: "sts",
    fault: () =>
      stsError(
        403,
        "SignatureDoesNotMatch",
        `Signature expired: ${basic(-3600)} is now earlier than ${basic(-900)} (${basic(0)} - 15 min.)`,
      ),
    right: fails("identity", "request-time-skewed", { without: ["identity/bad-signature"] }),
  },
  {
    title: "STS is not activated in the region",
    source: "turbot/steampipe-plugin-aws#1510",
    why: "DESIGN §3: identity/region-disabled, AWS's text kept.",
    hop: "sts",
    fault: ({ body }) =>
      body.includes("GetCallerIdentity") ? stsError(403, "RegionDisabledException", DISABLED) : null,
    right: fails("identity", "region-disabled", { told: ["not activated in this region"] }),
  },
  {
    title: "STS is not activated in the region of AssumeRole",
    source: "turbot/steampipe-plugin-aws#1510",
    why: "DESIGN §3: of STS strategies also region-disabled; no sentence blames the trust policy.",
    given: assumeRoleStack,
    hop: "sts",
    fault: ({ body }) =>
      body.includes("Action=AssumeRole&") ? stsError(403, "RegionDisabledException", DISABLED) : null,
    right: fails("exchange", "region-disabled", {
      told: ["not activated in this region"],
      without: ["exchange/assume-role-denied"],
    }),
  },
  {
    title: "MinIO does not know the session token",
    source: "minio/minio#19928",
    why: "DESIGN §3: s3/invalid-token names InvalidToken and InvalidTokenId.",
    hop: "s3",
    fault: served(s3Error(403, "InvalidTokenId", "The security token included in the request is invalid")),
    right: fails("s3", "invalid-token"),
  },
  {
    title: "S3 in an opt-in region finds the session token malformed",
    source: "aws/aws-cli#8413",
    why: "DESIGN §3: s3/invalid-token, the text kept whole; it is not the key, nor a policy.",
    hop: "s3",
    fault: served(
      s3Error(400, "InvalidToken", "The provided token is malformed or otherwise invalid.", "<Token-0>x</Token-0>"),
    ),
    right: fails("s3", "invalid-token", { told: ["The provided token is malformed or otherwise invalid."] }),
  },
  {
    title: "a gateway that says AccessDenied of a wrong secret as of a missing right",
    source: "versity/versitygw#1498",
    why: "DESIGN §2 Observed (1): at S3 the AWS code decides, and AccessDenied refuses the control.",
    hop: "s3",
    fault: async (call) => ((await call.own()).status === 200 ? null : s3Error(403, "AccessDenied", "Access Denied")),
    right: {
      layer: "s3",
      status: "pass",
      verdict: "pass",
      controls: { "wrong-secret": "refused", unsigned: "refused" },
    },
  },
  {
    title: "S3 reports its error with 200",
    source: "s3fs-fuse/s3fs-fuse#1317",
    why: "DESIGN §2: an AWS error code comes before the HTTP status; an InternalError is the server's, and never a list.",
    hop: "s3",
    fault: served({
      ...s3Error(200, "InternalError", "We encountered an internal error. Please try again."),
      status: 200,
    }),
    right: [{ ...fails("s3", "server-error"), status: "inconclusive", verdict: "inconclusive" }, fails("s3", "not-s3")],
  },
  {
    title: "S3 names the right region in its text and its element alone",
    source: "minio/minio-go#677",
    why: "DESIGN §3: s3/wrong-region shows endpoint and region.",
    hop: "s3",
    fault: served(
      s3Error(
        400,
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-3'",
        "<Region>eu-west-3</Region>",
      ),
    ),
    right: fails("s3", "wrong-region", { told: ["eu-west-3"] }),
  },
];
