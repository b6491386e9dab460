import type { FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";

const server = "STS";
const CREDENTIALS_REMEDY = "Ask for new credentials: the registry hands out ones that AWS does not take.";

/** Findings of the `identity` layer (STS error list; IAM identifiers). */
export const identityFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "named an identity"),
  "invalid-key": {
    effect: "fail",
    title: "AWS does not know this access key, or its session token does not belong to it",
    remedy: `${CREDENTIALS_REMEDY} Check the partition, and whether the region must be enabled in the account.`,
    actor: "registry-admin",
    spec: "STS InvalidClientTokenId",
  },
  expired: {
    effect: "fail",
    title: "the AWS session has expired",
    remedy: `${CREDENTIALS_REMEDY} Look for a cache of credentials in the registry.`,
    actor: "registry-admin",
    spec: "STS ExpiredToken",
  },
  "bad-signature": {
    effect: "fail",
    title: "the secret key does not fit the access key",
    remedy: `${CREDENTIALS_REMEDY} If they work elsewhere, look for a proxy that rewrites headers.`,
    actor: "registry-admin",
    spec: "STS SignatureDoesNotMatch",
  },
  "request-time-skewed": {
    effect: "fail",
    title: "the clock of this machine is too far off for AWS",
    remedy: "Set the clock of this machine by NTP; AWS allows 15 minutes.",
    actor: "operator",
    spec: "SigV4 troubleshooting",
  },
  "wrong-account": {
    effect: "fail",
    title: "the identity belongs to another AWS account than expected",
    remedy: "Compare the user's role in the registry with the role the target expects.",
    actor: "registry-admin",
  },
  "wrong-role": {
    effect: "fail",
    title: "the identity is another role than expected",
    remedy: "Compare the user's active role in the registry with the role the target expects.",
    actor: "registry-admin",
  },
  "wrong-partition": {
    effect: "fail",
    title: "the identity belongs to another AWS partition than expected",
    remedy: "Check the region and the expected role: access never crosses partitions.",
    actor: "operator",
  },
  "not-a-role": {
    effect: "fail",
    title: "the identity is no role session",
    remedy: "Make the registry assume a role: a user, root or federated identity is not what it should hand out.",
    actor: "registry-admin",
  },
  "not-aws": {
    effect: "fail",
    title: "the answer is not one of STS",
    remedy: "Check the STS endpoint, and what stands between: a proxy, a captive portal or a server that is no STS.",
    actor: "operator",
  },
  "region-disabled": {
    effect: "fail",
    title: "STS is not active in this region for the account",
    remedy: "Activate the region for STS in the account that owns the role, or use another region.",
    actor: "aws-admin",
    spec: "STS RegionDisabledException",
  },
  throttled: {
    effect: "inconclusive",
    title: "STS is throttling",
    remedy: "Wait and run again.",
    actor: "operator",
  },
  emulator: {
    effect: "info",
    title: "the AWS side is not AWS itself",
    remedy: "Nothing in a lab. Against a real stack, remove the AWS endpoints from the target.",
    actor: "operator",
  },
  "not-compared": {
    effect: "info",
    title: "the target expects no role or account, so the identity was compared with nothing",
    remedy: "Name the role in the target (expect.roleArn), so that a wrong identity is noticed.",
    actor: "operator",
  },
};
