import type { Evidence } from "@/lib/diagnosis/model";
import { accessOf } from "../access";
import type { BonafideContext } from "../layer-input";
import { bucketNames, countItems } from "./evidence";
import type { Judged } from "./judge";
import { acceptedCalls, type RealCall, type RealRun } from "./run-real";

/** Something about one tool that becomes, or joins, a finding. */
interface ToolFault {
  readonly label: string | null;
  readonly reason: string;
  readonly evidence: Evidence;
}

/** Reports the genuine session for a subject that is to be served, or to be refused; returns the summary. */
export function reportReal(ctx: BonafideContext, real: RealRun): string {
  const toRefuse = accessOf(ctx.input, "mcp") === "refused";
  const served = acceptedCalls(real);
  if (toRefuse && served.length > 0) {
    const tools = served.map(({ call }) => call.label);
    ctx.found("unexpected-access", { expected: "refused", tools });
    return `${tools.join(", ")} served, where this subject should be refused`;
  }
  if (real.handshake !== null) return reportHandshake(ctx, real.handshake, toRefuse);
  const faults = real.calls.flatMap((one): readonly ToolFault[] => {
    const { judged, call } = one;
    if (judged.observed === "accepted") return missedExpectation(one);
    if (judged.reason === null || (toRefuse && judged.observed === "refused")) return [];
    return [{ label: call.label, reason: judged.reason, evidence: judged.evidence }];
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
  if (handshake.reason !== null) ctx.found(handshake.reason, handshake.evidence);
  return handshake.observed === "refused" ? `the token is not accepted: ${said}` : `no session: ${said}`;
}

/** One finding for each reason, with the first tool's evidence and a line for each other. */
function reportFaults(ctx: BonafideContext, faults: readonly ToolFault[]): void {
  for (const reason of new Set(faults.map((fault) => fault.reason))) {
    const [first, ...others] = faults.filter((fault) => fault.reason === reason);
    if (first === undefined) continue;
    const also = others.map(({ label, evidence }) => `${label}: ${saidIn(evidence)}`.slice(0, 200));
    ctx.found(reason, { tool: first.label, ...first.evidence, ...(also.length === 0 ? {} : { also }) });
  }
}

function saidIn(evidence: Evidence): string {
  return String(evidence.error ?? evidence.message ?? evidence.detail ?? evidence.status ?? "no answer");
}

/** What an accepted answer lacks of what the operator wants: "empty" is no success. */
function missedExpectation({ call, judged }: RealCall): readonly ToolFault[] {
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
  if (items === null) return fault("the answer lists nothing that can be counted", { wanted: call.minItems });
  return items >= call.minItems ? [] : fault("fewer items than wanted", { items, wanted: call.minItems });
}

function summarise(real: RealRun, faults: readonly ToolFault[]): string {
  const [first] = faults;
  if (first === undefined) return `${real.calls.length} of ${real.calls.length} tools answered as this user`;
  const failed = new Set(faults.map(({ label }) => label)).size;
  return `${failed} of ${real.calls.length} tools failed: ${first.label}: ${saidIn(first.evidence)}`.slice(0, 200);
}

/** Whether two calls of one tool, the layer's own and one of the target's, came to different ends: said as a fact. */
export function reportDifference(ctx: BonafideContext, real: RealRun): void {
  const fails = (one: RealCall) => one.judged.observed !== "accepted" || missedExpectation(one).length > 0;
  for (const given of real.calls.filter(({ call }) => !call.own)) {
    const own = real.calls.find(({ call }) => call.own && call.tool === given.call.tool);
    if (own === undefined) continue;
    const [theirs, ours] = [given, own].map((one) => countItems(one.judged.payload));
    if (fails(given) === fails(own) && theirs === ours) continue;
    ctx.fact(
      "first call that differs",
      `${given.call.label} ${describe(given, theirs)}, while ${own.call.label} of the layer ${describe(own, ours)}`,
    );
    return;
  }
}

function describe({ judged }: RealCall, items: number | null | undefined): string {
  if (judged.observed !== "accepted") return `failed (${judged.note ?? "no answer"})`.slice(0, 160);
  return items === null || items === undefined ? "answered" : `gave ${items} items`;
}
