import type { FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { stsWrongRegion } from "../shared/sts-wrong-region";

const server = "STS";
const CREDENTIALS_REMEDY = "Check the credentials that the registry hands out: AWS does not accept them.";

/** Findings of the `identity` layer (STS error list; IAM identifiers). */
export const identityFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "named an identity"),
  "invalid-key": {
    effect: "fail",
    title: "AWS does not know this access key, or the session token belongs to another key",
    remedy: `${CREDENTIALS_REMEDY} Check the partition, and whether the region must be enabled in the account.`,
    actor: "registry-admin",
    spec: "STS InvalidClientTokenId",
  },
  expired: {
    effect: "fail",
    title: "the AWS session has expired",
    remedy: `${CREDENTIALS_REMEDY} Look for a credential cache in the registry.`,
    actor: "registry-admin",
    spec: "STS ExpiredToken",
  },
  "bad-signature": {
    effect: "fail",
    title: "the secret key does not match the access key",
    remedy: `${CREDENTIALS_REMEDY} If they work elsewhere, look for a proxy that rewrites headers.`,
    actor: "registry-admin",
    spec: "STS SignatureDoesNotMatch",
  },
  "wrong-region": stsWrongRegion,
  "access-denied": {
    effect: "fail",
    title: "a policy denies these credentials even GetCallerIdentity",
    remedy: "Find the policy that denies it: without one everybody may ask, so it is a VPC endpoint's, or a Deny.",
    actor: "aws-admin",
    spec: "IAM access denied messages",
  },
  "request-time-skewed": {
    effect: "fail",
    title: "this machine's clock is too far off for AWS",
    remedy: "Sync this machine's clock with NTP: AWS allows 15 minutes.",
    actor: "operator",
    spec: "SigV4 troubleshooting",
  },
  "wrong-account": {
    effect: "fail",
    title: "the identity is in a different AWS account than expected",
    remedy: "Compare the user's role in the registry with the role the target expects.",
    actor: "registry-admin",
  },
  "wrong-role": {
    effect: "fail",
    title: "the identity is a different role than expected",
    remedy: "Compare the user's active role in the registry with the role the target expects.",
    actor: "registry-admin",
  },
  "wrong-partition": {
    effect: "fail",
    title: "the identity is in a different AWS partition than expected",
    remedy: "Check the region and the expected role: access never crosses partitions.",
    actor: "operator",
  },
  "not-a-role": {
    effect: "fail",
    title: "the identity is not a role session",
    remedy: "Make the registry assume a role: it must not hand out a user, root or federated identity.",
    actor: "registry-admin",
  },
  "not-aws": {
    effect: "fail",
    title: "the answer does not come from AWS STS",
    remedy:
      "Check the STS endpoint and anything in between: a proxy, a captive portal or another server may be answering.",
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
    title: "STS is throttling requests",
    remedy: "Wait and run again.",
    actor: "operator",
  },
  emulator: {
    effect: "info",
    title: "the AWS endpoint or account is a test one, not AWS itself",
    remedy: "Nothing to fix in a lab. For a real stack, remove the AWS endpoints from the target.",
    actor: "operator",
  },
  "not-compared": {
    effect: "info",
    title: "the target names no expected role or account, so the identity was not compared",
    remedy: "Set expect.roleArn in the target, so that a wrong identity is noticed.",
    actor: "operator",
  },
};
