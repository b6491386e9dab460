import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Evidence, Observed } from "@/lib/diagnosis/model";
import { failureReason, statusReason } from "./live-findings";
import { isHtml } from "./read-answer";

/**
 * Wire codes of STS and S3 that mean the same, by the reason they give a finding
 * (STS and S3 error lists; `Exception` suffixes are stripped before the look-up).
 */
const REASONS: Readonly<Record<string, string>> = {
  InvalidClientTokenId: "invalid-key",
  InvalidAccessKeyId: "invalid-key",
  UnrecognizedClient: "invalid-key",
  ExpiredToken: "expired",
  TokenRefreshRequired: "expired",
  InvalidToken: "invalid-token",
  InvalidTokenId: "invalid-token",
  SignatureDoesNotMatch: "bad-signature",
  RequestTimeTooSkewed: "request-time-skewed",
  RequestExpired: "request-time-skewed",
  RegionDisabled: "region-disabled",
  OptInRequired: "region-disabled",
  Throttling: "throttled",
  Throttled: "throttled",
  TooManyRequests: "throttled",
  RequestLimitExceeded: "throttled",
  SlowDown: "throttled",
  AccessDenied: "access-denied",
  AllAccessDisabled: "access-denied",
  AccountProblem: "access-denied",
  NotSignedUp: "access-denied",
  InvalidPayer: "access-denied",
  InvalidIdentityToken: "token-refused",
  IDPRejectedClaim: "token-refused",
  IDPCommunicationError: "keys-unreachable",
  ValidationError: "invalid-parameters",
  MalformedPolicyDocument: "invalid-parameters",
  PackedPolicyTooLarge: "invalid-parameters",
  NoSuchBucket: "no-such-bucket",
  PermanentRedirect: "wrong-region",
  AuthorizationHeaderMalformed: "wrong-region",
  IllegalLocationConstraint: "wrong-region",
  InternalError: "server-error",
  InternalFailure: "server-error",
  ServiceUnavailable: "server-error",
};

/** STS says a skewed clock with SignatureDoesNotMatch and these words (SigV4 troubleshooting page). */
const SKEW_WORDS = /signature (expired|not yet current)|request has expired/i;

/** Codes with which AWS refuses the caller's credential whatever the HTTP status. */
const REFUSALS = new Set([
  "invalid-key",
  "expired",
  "invalid-token",
  "bad-signature",
  "request-time-skewed",
  "access-denied",
  "token-refused",
]);

/** The finding's reason for an AWS error code; null for a code without one. */
export function awsReason(error: { readonly code: string; readonly message: string }): string | null {
  const code = error.code.replace(/Exception$/, "");
  if (code === "SignatureDoesNotMatch" && SKEW_WORDS.test(error.message)) return "request-time-skewed";
  if (code === "AccessDenied" && SKEW_WORDS.test(error.message)) return "request-time-skewed";
  // AWS answers a token whose keys it cannot fetch as an invalid one.
  if (code === "InvalidIdentityToken" && /verification key/i.test(error.message)) return "keys-unreachable";
  // The code is the server's word: "constructor" must not find what every object has.
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? null) : null;
}

/** Small facts of an AWS error for a finding. Messages are redacted where they are recorded. */
export function awsEvidence(call: AwsCall<unknown>): Evidence {
  const status = call.raw.status;
  const error = call.error;
  return {
    status,
    ...(error === null ? {} : { awsCode: error.code, message: error.message.slice(0, 400) }),
    ...(call.requestId === null ? {} : { requestId: call.requestId }),
  };
}

/** What an AWS call's answer amounts to, given whether it holds the layer's evidence. */
export function awsProbe<T>(call: AwsCall<T>, holdsEvidence: boolean): Probe<AwsCall<T>> {
  const { raw, error } = call;
  const probe = (observed: Observed, answered: boolean, note: string | null): Probe<AwsCall<T>> => ({
    observed,
    answered,
    status: raw.status,
    note,
    value: call,
  });
  if (raw.kind === "failure") {
    const reason = failureReason(raw)?.reason ?? null;
    return { ...probe("no-answer", false, reason ?? raw.failure), reason };
  }
  // An AWS error code comes first: some servers send their XML errors as text/html.
  if (error === null) {
    if (isHtml(raw)) return probe("no-answer", false, "HTML");
    const transport = statusReason(raw);
    if (transport !== null) return probe("no-answer", false, transport.reason);
    if (raw.status === 200 && holdsEvidence) return probe("accepted", true, null);
    return probe("no-answer", false, "not an AWS answer");
  }
  const reason = awsReason(error);
  if (reason === "throttled" || raw.status >= 500) return probe("no-answer", false, error.code);
  const refused =
    raw.status === 401 || raw.status === 403 || (raw.status < 500 && reason !== null && REFUSALS.has(reason));
  return probe(refused ? "refused" : "no-answer", true, error.code);
}
