import type { Evidence } from "@/lib/diagnosis/model";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import { foundWithTexts } from "./found-with-texts";
import type { Judged } from "./judge-tool-answer";
import { acceptedCalls, type RealCall, type RealRun } from "./run-real";
import { slowness } from "./slow-tools";
import { bucketNames, countItems } from "./tool-evidence";

/** Something about one tool that becomes, or joins, a finding. */
interface ToolFault {
  readonly label: string | null;
  readonly reason: string;
  readonly evidence: Evidence;
}

/** Reports the genuine session for a subject that is to be served, or to be refused; returns the summary. */
export function reportReal(ctx: BonafideContext, real: RealRun): string {
  const toRefuse = expectedAccess(ctx.input, "mcp") === "refused";
  const served = acceptedCalls(real);
  if (toRefuse && served.length > 0) {
    const tools = served.map(({ call }) => call.label);
    ctx.found("unexpected-access", { expected: "refused", tools });
    return `${tools.join(", ")} served, but this subject should be refused`;
  }
  if (real.handshake !== null) return reportHandshake(ctx, real.handshake, toRefuse);
  const faults = real.calls.flatMap((one): readonly ToolFault[] => {
    const { judged, call } = one;
    if (judged.observed === "accepted") return missedExpectation(one);
    if (judged.reason === null || (toRefuse && judged.observed === "refused")) return [];
    const compared = judged.reason === "timeout" ? slowness(ctx, one) : null;
    const evidence = compared === null ? judged.evidence : { ...judged.evidence, compared };
    return [{ label: call.label, reason: judged.reason, evidence }];
  });
  reportFaults(ctx, faults);
  if (toRefuse && faults.length === 0) return "every tool refuses this subject, as it should";
  return summarise(real, faults);
}

function reportHandshake(ctx: BonafideContext, handshake: Judged, toRefuse: boolean): string {
  const said = handshake.note ?? `status ${handshake.status ?? "none"}`;
  if (toRefuse && handshake.observed === "refused") {
    return `${handshake.status ?? "refused"}: refused, as this subject should be`;
  }
  if (handshake.reason !== null) foundWithTexts(ctx, handshake.reason, handshake.evidence);
  return handshake.observed === "refused" ? `the token is not accepted: ${said}` : `no session: ${said}`;
}

/** One finding for each reason, with the first tool's evidence and a line for each other. */
function reportFaults(ctx: BonafideContext, faults: readonly ToolFault[]): void {
  for (const reason of new Set(faults.map((fault) => fault.reason))) {
    const [first, ...others] = faults.filter((fault) => fault.reason === reason);
    if (first === undefined) continue;
    const also = others.map(({ label, evidence }) => `${label}: ${saidIn(evidence)}`.slice(0, 200));
    foundWithTexts(ctx, reason, { tool: first.label, ...first.evidence, ...(also.length === 0 ? {} : { also }) });
  }
}

function saidIn(evidence: Evidence): string {
  return String(evidence.error ?? evidence.message ?? evidence.detail ?? evidence.status ?? "no answer");
}

/** What an accepted answer lacks of what the operator wants: "empty" is no success. */
export function missedExpectation({ call, judged }: RealCall): readonly ToolFault[] {
  const fault = (error: string, evidence: Evidence): readonly ToolFault[] => [
    { label: call.label, reason: "tool-failed", evidence: { error, ...evidence } },
  ];
  if (call.includes !== null) {
    const buckets = bucketNames(judged.payload);
    if (!buckets.includes(call.includes)) {
      return fault("the bucket is not in the list", { bucket: call.includes, buckets: buckets.slice(0, 10) });
    }
  }
  if (call.minItems === null || call.minItems === 0) return [];
  const items = countItems(judged.payload);
  if (items === null) return fault("the answer lists nothing to count", { wanted: call.minItems });
  return items >= call.minItems ? [] : fault("fewer items than expected", { items, wanted: call.minItems });
}

function summarise(real: RealRun, faults: readonly ToolFault[]): string {
  const [first] = faults;
  // The other era's calls are of the same tools.
  const tools = real.calls.filter(({ call }) => call.era === real.session.era).length;
  const eras = tools < real.calls.length ? ", in both eras" : "";
  if (first === undefined) return `${tools} of ${tools} tools answered as this user${eras}`;
  const failed = new Set(faults.map(({ label }) => label)).size;
  return `${failed} of ${real.calls.length} ${eras === "" ? "tools" : "calls"} failed: ${first.label}: ${saidIn(first.evidence)}`.slice(
    0,
    200,
  );
}
