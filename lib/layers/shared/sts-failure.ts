import type { AwsCall } from "@/lib/clients/aws/aws-call";
import type { FindingTable } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import { awsEvidence, awsReason } from "./aws-errors";
import type { BonafideContext } from "./layer-input";
import { failureReason, passwordGate, statusReason } from "./live-findings";
import { isHtml } from "./read-answer";

/** Error codes of servers that are no STS, or know none of its operations. */
const NO_STS = /^(InvalidParameterValue|InvalidAction|NotImplemented|MethodNotAllowed|Unsupported)/;

export interface StsWords {
  readonly findings: FindingTable;
  /** The table's reason for a reason of AWS that it calls otherwise. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** More to say with a reason. */
  evidenceFor?(reason: string): Evidence;
}

/** Reports why an STS call holds no evidence; gives the layer's line. */
export function reportStsFailure(ctx: BonafideContext, call: AwsCall<unknown>, words: StsWords): string {
  const { raw, error } = call;
  if (raw.kind === "failure") {
    const failure = failureReason(raw);
    if (failure !== null) ctx.found(failure.reason, failure.evidence);
    return "STS gave no usable answer";
  }
  const given = error === null ? null : awsReason(error);
  const reason = given === null ? null : (words.renamed?.[given] ?? given);
  const transport = statusReason(raw) ?? passwordGate(raw);
  if (reason !== null && words.findings[reason] !== undefined) {
    ctx.found(reason, { ...awsEvidence(call), ...words.evidenceFor?.(reason) });
  } else if (transport !== null && error === null) ctx.found(transport.reason, { ...transport.evidence });
  else if (raw.status >= 500) ctx.found("server-error", awsEvidence(call));
  else if (error === null && raw.status !== 200 && !isHtml(raw)) ctx.found("unexpected-status", { status: raw.status });
  else if (error === null || NO_STS.test(error.code)) {
    ctx.found("not-aws", { ...awsEvidence(call), contentType: raw.headers["content-type"] ?? "none" });
  } else ctx.found("unexpected-status", awsEvidence(call));
  return error === null ? `${raw.status}: not an STS answer` : `${raw.status}: ${error.code}`;
}
