import { parseAccessDenied } from "@/lib/clients/aws/access-denied";
import type { AwsCall, AwsError } from "@/lib/clients/aws/aws-call";
import type { FindingTable, FindingWords } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import { awsRegion } from "../outputs";
import { stsEndpointOf } from "./aws-endpoints";
import { awsEvidence } from "./aws-errors";
import { awsMeaning } from "./aws-meanings";
import { denialWords } from "./denial-words";
import type { BonafideContext } from "./layer-input";
import { failureReason, passwordGate, statusReason } from "./live-findings";
import { isHtml } from "./read-answer";

/** Error codes of servers that are no STS, or know none of its operations. */
const NO_STS = ["InvalidParameterValue", "InvalidAction", "NotImplemented", "MethodNotAllowed", "Unsupported"];

/** How a layer tells of STS's refusals. */
export interface StsRefusals {
  readonly findings: FindingTable;
  /** The table's reason for a reason of AWS that it calls otherwise. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** More to say with a reason. */
  evidenceFor?(reason: string): Evidence;
  /** What this layer knows better of a reason than AWS's words tell. */
  wordsFor?(reason: string): FindingWords;
}

/** Reports why an STS call holds no evidence; gives the layer's line. */
export function reportStsFailure(ctx: BonafideContext, call: AwsCall<unknown>, refusals: StsRefusals): string {
  const { raw, error } = call;
  if (raw.kind === "failure") {
    const failure = failureReason(raw);
    if (failure !== null) ctx.found(failure.reason, failure.evidence);
    return "STS gave no usable answer";
  }
  if (error !== null) {
    reportError(ctx, call, error, refusals);
    return `${raw.status}: ${error.code}`;
  }
  const transport = statusReason(raw) ?? passwordGate(raw);
  if (transport !== null) ctx.found(transport.reason, transport.evidence, transport.words);
  else if (raw.status !== 200 && !isHtml(raw)) ctx.found("unexpected-status", { status: raw.status });
  else ctx.found("not-aws", { ...awsEvidence(call), contentType: raw.headers["content-type"] ?? "none" });
  return `${raw.status}: not an STS answer`;
}

function reportError(ctx: BonafideContext, call: AwsCall<unknown>, error: AwsError, refusals: StsRefusals): void {
  const meaning = awsMeaning(error);
  if (meaning.signal !== null) ctx.recognised(meaning.signal);
  const reason = meaning.reason === null ? null : (refusals.renamed?.[meaning.reason] ?? meaning.reason);
  const evidence = awsEvidence(call);
  if (reason !== null && refusals.findings[reason] !== undefined) {
    const asked = reason === "wrong-region" ? askedOf(ctx) : null;
    const own = refusals.wordsFor?.(reason);
    const denied = denialWords(parseAccessDenied(error.message));
    const words = { ...asked?.words, ...denied, ...meaning.words, ...own };
    ctx.found(reason, { ...evidence, ...asked?.evidence, ...refusals.evidenceFor?.(reason) }, words);
  } else if ((call.raw.status ?? 0) >= 500) ctx.found("server-error", evidence);
  else if (NO_STS.some((code) => error.code.startsWith(code))) {
    ctx.found("not-aws", { ...evidence, contentType: call.raw.headers["content-type"] ?? "none" });
  } else ctx.found("unexpected-status", evidence, meaning.words);
}

/** Where and for which region the call was signed: what is to be set right. */
function askedOf(ctx: BonafideContext): { readonly evidence: Evidence; readonly words: FindingWords } {
  const region = ctx.get(awsRegion) ?? ctx.input.target.region ?? null;
  return {
    evidence: { askedRegion: region, askedEndpoint: stsEndpointOf(ctx.input, region) },
    words: region === null ? {} : { title: `the STS endpoint takes no request that is signed for ${region}` },
  };
}
