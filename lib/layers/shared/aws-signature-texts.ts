import type { AwsText } from "./aws-text-row";

const SIGNATURE = ["SignatureDoesNotMatch", "InvalidSignature"];
const CLOCK = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html";

/** Signatures that are right, for another place or another time. */
export const signatureTexts: readonly AwsText[] = [
  {
    codes: SIGNATURE,
    how: "phrase",
    texts: ["credential should be scoped to a valid region"],
    reason: "wrong-region",
    signal: "scoped-to-other-region",
    source: "cognitect-labs/aws-api#27, cloud-custodian/cloud-custodian#4874",
  },
  {
    codes: SIGNATURE,
    how: "phrase",
    texts: ["credential should be scoped to correct service"],
    reason: "wrong-region",
    signal: "scoped-to-other-service",
    words: {
      title: "the endpoint belongs to another AWS service than the one asked",
      remedy: "Correct the endpoint in the target: the message names the service that answers there.",
    },
    source: CLOCK,
  },
  {
    codes: [...SIGNATURE, "AccessDenied"],
    how: "phrase",
    texts: ["signature expired"],
    reason: "request-time-skewed",
    signal: "signed-too-early",
    source: CLOCK,
  },
  {
    codes: [...SIGNATURE, "AccessDenied"],
    how: "phrase",
    texts: ["signature not yet current"],
    reason: "request-time-skewed",
    signal: "signed-too-late",
    source: CLOCK,
  },
  {
    codes: [...SIGNATURE, "AccessDenied"],
    how: "phrase",
    texts: ["request has expired"],
    reason: "request-time-skewed",
    signal: "signed-too-early",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
  },
];

/** Requests whose signature did not arrive, and reasons that are not told. */
export const unclearTexts: readonly AwsText[] = [
  {
    codes: ["MissingAuthenticationToken"],
    how: "phrase",
    texts: ["missing authentication token"],
    signal: "signature-lost",
    words: {
      title: "the endpoint saw no AWS signature: it is an API gateway, or a proxy took the signature out",
      remedy: "Check the endpoint in the target, and look for a proxy that takes the Authorization header out.",
      actor: "deployer",
    },
    source: "aws/chalice#1161",
  },
  {
    codes: ["UnauthorizedOperation", "AccessDenied"],
    how: "phrase",
    texts: ["encoded authorization failure message"],
    signal: "denial-encoded",
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html",
  },
];
