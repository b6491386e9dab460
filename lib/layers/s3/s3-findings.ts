import type { FindingTable } from "@/lib/diagnosis/layer";

/** Findings of the `s3` layer beside those of every live layer (S3 error list; AWS page "Troubleshoot access denied"). */
export const s3Findings: FindingTable = {
  "access-denied": {
    effect: "fail",
    title: "these credentials may not list this bucket and prefix",
    remedy: "Grant the role s3:ListBucket on the bucket and prefix, or name a prefix it may list.",
    actor: "aws-admin",
    spec: "IAM access denied messages",
  },
  "explicit-deny": {
    effect: "fail",
    title: "a policy explicitly denies listing this bucket",
    remedy: "Find the Deny in the policy type that the message names. A revoked session looks the same.",
    actor: "aws-admin",
    spec: "IAM access denied messages",
  },
  "account-blocked": {
    effect: "fail",
    title: "AWS has disabled this bucket, or the account behind it: no policy is to blame",
    remedy:
      "Look at the state of the account that owns the bucket (billing, closure, subscription), or ask AWS support.",
    actor: "aws-admin",
    spec: "S3 AllAccessDisabled, NotSignedUp, AccountProblem",
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
    remedy: "Set the target's region to the one that the answer names.",
    actor: "operator",
    spec: "S3 PermanentRedirect, AuthorizationHeaderMalformed",
  },
  empty: {
    effect: "fail",
    title: "the bucket listing holds fewer keys than expected",
    remedy: "Check the prefix (slashes, case). If it may be empty, set s3.minKeys to 0.",
    actor: "operator",
  },
  expired: {
    effect: "fail",
    title: "the AWS session has expired",
    remedy: "Look for a credential cache in the registry: it hands out expired sessions.",
    actor: "registry-admin",
    spec: "S3 ExpiredToken",
  },
  "invalid-key": {
    effect: "fail",
    title: "S3 does not know this access key",
    remedy: "Check the partition, the S3 endpoint and the credentials that the registry hands out.",
    actor: "registry-admin",
    spec: "S3 InvalidAccessKeyId",
  },
  "invalid-token": {
    effect: "fail",
    title: "S3 does not accept this session token",
    remedy: "Check what the registry hands out. In an opt-in region it must call the regional STS endpoint.",
    actor: "registry-admin",
    spec: "S3 InvalidToken",
  },
  "bad-signature": {
    effect: "fail",
    title: "the secret key does not match the access key at S3",
    remedy: "Check what the registry hands out. If STS accepts the same key, look for a proxy that rewrites requests.",
    actor: "registry-admin",
    spec: "S3 SignatureDoesNotMatch",
  },
  "request-time-skewed": {
    effect: "fail",
    title: "this machine's clock is too far off for S3",
    remedy: "Sync this machine's clock with NTP: S3 allows 15 minutes.",
    actor: "operator",
    spec: "S3 RequestTimeTooSkewed",
  },
  throttled: {
    effect: "inconclusive",
    title: "S3 is throttling requests",
    remedy: "Wait and run again.",
    actor: "operator",
    spec: "S3 SlowDown",
  },
  "not-s3": {
    effect: "fail",
    title: "the answer is not an S3 listing of this bucket",
    remedy:
      "Check the S3 endpoint and anything in between: a proxy, a captive portal or another server may be answering.",
    actor: "operator",
  },
  "anonymous-access": {
    effect: "inconclusive",
    title: "the bucket is public, so listing it proves nothing about these credentials",
    remedy: "Name a bucket that is not public, or expect open access for this subject.",
    actor: "operator",
  },
};
