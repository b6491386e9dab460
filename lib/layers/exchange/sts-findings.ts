import type { FindingRow, FindingTable } from "@/lib/diagnosis/layer";
import { controlFindings, liveFindings } from "../shared/live-findings";

const server = "STS";

const noRole: FindingRow = {
  effect: "inconclusive",
  title: "neither the target nor the token names a role to assume",
  remedy: "Name the role in the target (exchange.roleArn), by its whole ARN with its path.",
  actor: "operator",
};

/** What both ways of assuming a role can show (STS error list). */
const sharedFindings: FindingTable = {
  ...liveFindings(server),
  ...controlFindings(server, "handed out AWS credentials"),
  throttled: { effect: "inconclusive", title: "STS is throttling", remedy: "Wait and run again.", actor: "operator" },
  "region-disabled": {
    effect: "fail",
    title: "STS is not active in this region for the account that owns the role",
    remedy: "Activate the region for STS in the account that owns the role, or use another region.",
    actor: "aws-admin",
    spec: "STS RegionDisabledException",
  },
  "not-aws": {
    effect: "fail",
    title: "the answer is not one of STS",
    remedy: "Check the STS endpoint, and what stands between: a proxy, a captive portal or a server that is no STS.",
    actor: "operator",
  },
  "missing-fields": {
    effect: "fail",
    title: "the answer lacks usable credential fields",
    remedy: "Check the STS endpoint: AWS always gives a key, a secret, a session token and their expiry.",
    actor: "operator",
  },
  "invalid-parameters": {
    effect: "fail",
    title: "STS does not take what this call asks for",
    remedy:
      "Correct the named setting: a duration above the role's maximum, or above one hour from base credentials that are themselves a role session, is refused.",
    actor: "operator",
    spec: "STS ValidationError",
  },
  "expired-on-arrival": {
    effect: "fail",
    title: "the credentials had expired when they arrived",
    remedy: "Set the clock of this machine by NTP.",
    actor: "operator",
  },
  "long-term-key": {
    effect: "fail",
    title: "the answer holds a long-term access key, which no role session has",
    remedy: "Check the STS endpoint: AWS hands out keys that begin with ASIA here.",
    actor: "operator",
    spec: "IAM unique identifiers",
  },
  "unknown-key-prefix": {
    effect: "info",
    title: "the access key id does not begin with ASIA, as AWS session keys do",
    remedy: "Nothing, if the AWS side is an emulator or an S3-compatible server.",
    actor: "operator",
    spec: "IAM unique identifiers",
  },
  "no-role": noRole,
};

const BASE_REMEDY = "Renew the base credentials that the target names, and export all of one set.";

/** Findings of the `exchange` layer, strategy `assume-role`. */
export const assumeRoleFindings: FindingTable = {
  ...sharedFindings,
  "assume-role-denied": {
    effect: "fail",
    title: "AWS does not let the base credentials assume this role",
    remedy:
      "Let the role's trust policy name the caller and allow all that this call sends; the policy to paste is in the evidence. AWS says the same of a role that does not exist.",
    actor: "aws-admin",
    spec: "IAM user guide, role trust policies",
  },
  "invalid-key": {
    effect: "fail",
    title: "AWS does not know the base access key, or its session token does not belong to it",
    remedy: BASE_REMEDY,
    actor: "operator",
    spec: "STS InvalidClientTokenId",
  },
  "bad-signature": {
    effect: "fail",
    title: "the base secret key does not fit the base access key",
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
    title: "the clock of this machine is too far off for AWS",
    remedy: "Set the clock of this machine by NTP; AWS allows 15 minutes.",
    actor: "operator",
    spec: "SigV4 troubleshooting",
  },
  "no-base-credentials": {
    effect: "inconclusive",
    title: "this token asks for AssumeRole, and no base credentials are named for it",
    remedy:
      "Name base credentials in the target (exchange.baseEnvPrefix or exchange.baseProfile), or run a catalog token against the registry instead.",
    actor: "operator",
  },
  "token-unchecked": {
    effect: "inconclusive",
    title: "the role was assumed, but AWS never saw the token, and nobody has checked its signature",
    remedy:
      "Configure the key that signs these tokens (signature.secretEnv, jwksUrl or publicKeyFile), and mend what the signature layer says.",
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
    title: "AWS could not fetch the issuer's keys, so it judged no signature",
    remedy:
      "Make the issuer's /.well-known/openid-configuration and key set reachable from AWS, with a public certificate and within 5 s.",
    actor: "deployer",
    spec: "STS IDPCommunicationError",
  },
};
