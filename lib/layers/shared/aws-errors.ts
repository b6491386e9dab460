import { parseAccessDenied } from "@/lib/clients/aws/access-denied";
import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Evidence, Observed } from "@/lib/diagnosis/model";
import { awsMeaning } from "./aws-meanings";
import { denialEvidence } from "./denial-words";
import { failureReason, statusReason } from "./live-findings";
import { isHtml } from "./read-answer";

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
  return awsMeaning(error).reason;
}

/** Small facts of an AWS error for a finding, a denial in its fields. Messages are redacted where they are recorded. */
export function awsEvidence({ raw, error, requestId }: AwsCall<unknown>): Evidence {
  return {
    status: raw.status,
    ...(error === null ? {} : { awsCode: error.code, message: error.message }),
    ...(error === null ? {} : denialEvidence(parseAccessDenied(error.message))),
    ...(requestId === null ? {} : { requestId }),
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
  // The code decides, and only without a known one the status: a region or an account that is off refuses nobody.
  const refused = reason === null ? raw.status === 401 || raw.status === 403 : REFUSALS.has(reason);
  return probe(refused ? "refused" : "no-answer", true, error.code);
}
