import type { FindingTable } from "@/lib/diagnosis/layer";

/** Findings of the `s3` layer beside those of every live layer (S3 error list; AWS page "Troubleshoot access denied"). */
export const s3Findings: FindingTable = {
  "access-denied": {
    effect: "fail",
    title: "these credentials may not list this bucket and prefix",
    remedy: "Give the role s3:ListBucket on the bucket (and prefix), or list the prefix it may list.",
    actor: "aws-admin",
    spec: "IAM access denied messages",
  },
  "explicit-deny": {
    effect: "fail",
    title: "a policy denies this list explicitly",
    remedy: "Find the deny in the policy type that the message names; revoked sessions look the same.",
    actor: "aws-admin",
    spec: "IAM access denied messages",
  },
  "no-such-bucket": {
    effect: "fail",
    title: "this bucket does not exist",
    remedy: "Correct the bucket's name in the target.",
    actor: "operator",
    spec: "S3 NoSuchBucket",
  },
  "wrong-region": {
    effect: "fail",
    title: "the bucket is in another region",
    remedy: "Put the region that the answer names into the target.",
    actor: "operator",
    spec: "S3 PermanentRedirect, AuthorizationHeaderMalformed",
  },
  empty: {
    effect: "fail",
    title: "the list holds fewer keys than wanted",
    remedy: "Check the prefix (slashes, case); if the place may be empty, set s3.minKeys to 0.",
    actor: "operator",
  },
  expired: {
    effect: "fail",
    title: "the AWS session has expired",
    remedy: "Ask for new credentials; look for a cache of credentials in the registry.",
    actor: "registry-admin",
    spec: "S3 ExpiredToken",
  },
  "invalid-key": {
    effect: "fail",
    title: "S3 does not know this access key",
    remedy: "Check the partition and the S3 endpoint, and what the registry hands out.",
    actor: "registry-admin",
    spec: "S3 InvalidAccessKeyId",
  },
  "invalid-token": {
    effect: "fail",
    title: "S3 does not take this session token",
    remedy: "Check what the registry hands out; in an opt-in region its STS call must use the regional endpoint.",
    actor: "registry-admin",
    spec: "S3 InvalidToken",
  },
  "bad-signature": {
    effect: "fail",
    title: "the secret key does not fit the access key at S3",
    remedy: "Check what the registry hands out; if STS takes the same key, look for a proxy that rewrites requests.",
    actor: "registry-admin",
    spec: "S3 SignatureDoesNotMatch",
  },
  "request-time-skewed": {
    effect: "fail",
    title: "the clock of this machine is too far off for S3",
    remedy: "Set the clock of this machine by NTP; S3 allows 15 minutes.",
    actor: "operator",
    spec: "S3 RequestTimeTooSkewed",
  },
  throttled: {
    effect: "inconclusive",
    title: "S3 is throttling",
    remedy: "Wait and run again.",
    actor: "operator",
    spec: "S3 SlowDown",
  },
  "not-s3": {
    effect: "fail",
    title: "the answer is not S3's list of this bucket",
    remedy: "Check the S3 endpoint, and what stands between: a proxy, a captive portal or a server that is no S3.",
    actor: "operator",
  },
  "anonymous-access": {
    effect: "inconclusive",
    title: "the bucket is public, so listing it proves nothing about these credentials",
    remedy: "Name a bucket that is not public, or expect open access for this subject.",
    actor: "operator",
  },
};
