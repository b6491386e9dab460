import type { AwsText } from "./aws-text-row";

const PARAMETERS = ["ValidationError", "InvalidParameterValue", "InvalidParameterCombination"];
const BASE_KEYS = "Name base credentials of an IAM user or role in the target";

/** What AssumeRole says of the caller and of its parameters. */
export const roleTexts: readonly AwsText[] = [
  {
    codes: ["AccessDenied"],
    how: "prefix",
    texts: ["roles may not be assumed by root accounts"],
    signal: "root-cannot-assume",
    words: {
      title: "the base credentials are the account's root user, which may assume no role",
      remedy: `${BASE_KEYS} instead of the root user's.`,
      actor: "operator",
    },
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
  {
    codes: ["AccessDenied"],
    how: "prefix",
    texts: ["multifactorauthentication failed"],
    signal: "mfa-wanted",
    words: {
      title: "AWS wants multi-factor authentication of the base credentials",
      remedy: "Get a session with an MFA code (aws sts get-session-token), and name it as the base credentials.",
      actor: "operator",
    },
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html",
  },
  {
    codes: PARAMETERS,
    how: "phrase",
    texts: ["transitive tag"],
    reason: "invalid-parameters",
    signal: "transitive-tags",
    words: {
      title: "a session tag conflicts with one that the base credentials' session hands on",
      remedy: "Leave that key out of exchange.sessionTags, or use base credentials whose session does not hand it on.",
    },
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  },
  {
    codes: PARAMETERS,
    how: "phrase",
    texts: ["source identity"],
    reason: "invalid-parameters",
    signal: "source-identity",
    words: {
      title: "the base credentials' session has a source identity already, which cannot be changed",
      remedy: "Leave exchange.sourceIdentity out, or set it to the one that the session has.",
    },
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html",
  },
  {
    codes: PARAMETERS,
    how: "phrase",
    texts: ["'externalid'"],
    reason: "invalid-parameters",
    signal: "external-id-malformed",
    words: {
      title: "the external id has a form that AWS does not take",
      remedy: "Correct exchange.externalId: 2 to 1,224 letters, digits and + = , . @ : / - _ .",
    },
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
  {
    codes: PARAMETERS,
    how: "phrase",
    texts: ["session limit for roles assumed by role chaining"],
    reason: "invalid-parameters",
    signal: "chained-session-too-long",
    words: {
      title: "the session asked for is too long: the base credentials are a role session themselves",
      remedy: "Set exchange.durationSeconds to 3600 or less, or use base credentials that are no role session.",
    },
    source: "aws/eks-anywhere#9485, 99designs/aws-vault#263",
  },
  {
    codes: PARAMETERS,
    how: "phrase",
    texts: ["durationseconds"],
    reason: "invalid-parameters",
    signal: "session-too-long",
    words: {
      title: "the session asked for is longer than the role allows",
      remedy: "Lower exchange.durationSeconds, or raise the role's MaxSessionDuration.",
    },
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  },
];
