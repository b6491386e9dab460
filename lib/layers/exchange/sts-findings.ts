import type { FindingRow, FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";
import { stsWrongRegion } from "../shared/sts-wrong-region";

const server = "STS";

const noRole: FindingRow = {
  effect: "inconclusive",
  title: "neither the target nor the token names a role to assume",
  remedy: "Set exchange.roleArn in the target to the role's full ARN, including its path.",
  actor: "operator",
};

/** What both ways of assuming a role can show (STS error list). */
const sharedFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "handed out AWS credentials"),
  throttled: {
    effect: "inconclusive",
    title: "STS is throttling requests",
    remedy: "Wait and run again.",
    actor: "operator",
  },
  "region-disabled": {
    effect: "fail",
    title: "STS is not active in this region for the account that owns the role",
    remedy: "Activate the region for STS in the account that owns the role, or use another region.",
    actor: "aws-admin",
    spec: "STS RegionDisabledException",
  },
  "wrong-region": stsWrongRegion,
  "not-aws": {
    effect: "fail",
    title: "the answer does not come from AWS STS",
    remedy:
      "Check the STS endpoint and anything in between: a proxy, a captive portal or another server may be answering.",
    actor: "operator",
  },
  "missing-fields": {
    effect: "fail",
    title: "the answer does not hold usable AWS credentials",
    remedy: "Check the STS endpoint: AWS always gives a key, a secret, a session token and their expiry.",
    actor: "operator",
  },
  "invalid-parameters": {
    effect: "fail",
    title: "STS rejects a parameter of this call",
    remedy:
      "Correct the named setting. The duration may not exceed the role's maximum, or one hour if the base credentials are a role session.",
    actor: "operator",
    spec: "STS ValidationError",
  },
  "unreadable-expiration": {
    effect: "inconclusive",
    title: "when the AWS credentials expire cannot be read: clients that refresh them break on this value",
    remedy: "Check the STS endpoint: AWS gives Expiration in ISO 8601 with a zone.",
    actor: "operator",
  },
  "expired-on-arrival": {
    effect: "fail",
    title: "the AWS credentials had already expired when they arrived",
    remedy: "Sync this machine's clock with NTP.",
    actor: "operator",
  },
  "long-term-key": {
    effect: "fail",
    title: "the answer holds a long-term access key, not a session key",
    remedy: "Check the STS endpoint: AWS returns session keys, which begin with ASIA.",
    actor: "operator",
    spec: "IAM unique identifiers",
  },
  "unknown-key-prefix": {
    effect: "info",
    title: "the access key id does not begin with ASIA, as AWS session keys do",
    remedy: "Nothing to fix if this is an emulator or an S3-compatible server.",
    actor: "operator",
    spec: "IAM unique identifiers",
  },
  "no-role": noRole,
};

const BASE_REMEDY = "Renew the base credentials that the target names, and export the whole set.";

/** Findings of the `exchange` layer, strategy `assume-role`. */
export const assumeRoleFindings: FindingTable = {
  ...sharedFindings,
  "assume-role-denied": {
    effect: "fail",
    title: "AWS does not let the base credentials assume this role",
    remedy:
      "Allow the caller in the role's trust policy; the policy to paste is in the evidence. AWS gives the same error for a role that does not exist.",
    actor: "aws-admin",
    spec: "IAM user guide, role trust policies",
  },
  "invalid-key": {
    effect: "fail",
    title: "AWS does not know the base access key, or the session token belongs to another key",
    remedy: BASE_REMEDY,
    actor: "operator",
    spec: "STS InvalidClientTokenId",
  },
  "bad-signature": {
    effect: "fail",
    title: "the base secret key does not match the base access key",
    remedy: BASE_REMEDY,
    actor: "operator",
    spec: "STS SignatureDoesNotMatch",
  },
  expired: {
    effect: "fail",
    title: "the session of the base credentials has expired",
    remedy: BASE_REMEDY,
    actor: "operator",
    spec: "STS ExpiredToken",
  },
  "request-time-skewed": {
    effect: "fail",
    title: "this machine's clock is too far off for AWS",
    remedy: "Sync this machine's clock with NTP: AWS allows 15 minutes.",
    actor: "operator",
    spec: "SigV4 troubleshooting",
  },
  "no-base-credentials": {
    effect: "inconclusive",
    title: "this token needs AssumeRole, but the target names no base credentials",
    remedy:
      "Name base credentials in the target (exchange.baseEnvPrefix or exchange.baseProfile), or use a catalog token with the registry instead.",
    actor: "operator",
  },
  "token-unchecked": {
    effect: "inconclusive",
    title: "the role was assumed, but nothing has checked the token: AWS never saw it",
    remedy:
      "Configure the key that signs these tokens (signature.secretEnv, jwksUrl or publicKeyFile), and fix what the signature layer reports.",
    actor: "operator",
  },
};

/** Findings of the `exchange` layer, strategy `web-identity`. */
export const webIdentityFindings: FindingTable = {
  ...sharedFindings,
  "web-identity-denied": {
    effect: "fail",
    title: "AWS does not accept this token for this role",
    remedy:
      "Compare the token's issuer, audience and subject with the role's trust policy and the account's identity provider; the policy to paste is in the evidence.",
    actor: "aws-admin",
    spec: "STS AssumeRoleWithWebIdentity",
  },
  expired: {
    effect: "fail",
    title: "AWS says that the token has expired",
    remedy: "Get a new token from its issuer.",
    actor: "token-holder",
    spec: "STS ExpiredTokenException",
  },
  "keys-unreachable": {
    effect: "inconclusive",
    title: "AWS could not fetch the issuer's keys, so it did not check the signature",
    remedy:
      "Make the issuer's /.well-known/openid-configuration and key set reachable from AWS, with a public certificate and within 5 s.",
    actor: "deployer",
    spec: "STS IDPCommunicationError",
  },
};
