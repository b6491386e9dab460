import type { Evidence } from "@/lib/diagnosis/model";
import { expectedAccess } from "../shared/expected-access";
import type { BonafideContext } from "../shared/layer-input";
import { foundWithTexts } from "./found-with-texts";
import type { Judged } from "./judge-tool-answer";
import { faultWords, reportFaults, saidIn, type ToolFault } from "./report-faults";
import { acceptedCalls, type RealCall, type RealRun } from "./run-real";
import { slowness } from "./slow-tools";
import { bucketNames, countItems } from "./tool-evidence";

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
    if (judged.reason === null || (toRefuse && isRightRefusal(judged))) return [];
    const compared = judged.reason === "timeout" ? slowness(ctx, one) : null;
    const evidence = compared === null ? judged.evidence : { ...judged.evidence, compared };
    return [{ label: call.label, reason: judged.reason, evidence }];
  });
  reportFaults(ctx, faults);
  notePassedOver(ctx, real);
  const unjudged = real.calls.filter(({ judged }) => judged.notJudged === true).map(({ call }) => call.label);
  const isJudged = real.calls.some(({ judged }) => judged.observed !== "no-answer");
  const failing = toRefuse ? faults.filter(({ reason }) => reason !== GATE) : faults;
  if (failing.length === 0 && unjudged.length > 0 && !isJudged) {
    ctx.found("nothing-judged", { calls: unjudged });
    return `no call could be judged: ${unjudged.join(", ")}`.slice(0, 200);
  }
  if (toRefuse && failing.length === 0) return refusedSummary(real, unjudged.length);
  return summarise(real, failing);
}

/** A gate's refusal in place of the server's: for a subject that is to be refused it only warns (mcp-findings). */
const GATE = "blocked-in-front";

/** The server's own refusal is right for a subject that is to be refused; another's in its place is at least told. */
function isRightRefusal({ observed, reason }: Judged): boolean {
  return observed === "refused" && reason !== GATE && reason !== "host-refused";
}

/** Tools of quilt-mcp that a server of somebody else's does not have: said, and missed by nobody. */
function notePassedOver(ctx: BonafideContext, real: RealRun): void {
  const passed = real.calls.filter(({ judged, values }) => values === null && judged.reason === null);
  const labels = passed.map(({ call }) => call.label);
  if (labels.length > 0) ctx.fact("own-tools-not-offered", labels);
}

function refusedSummary({ calls }: RealRun, unjudged: number): string {
  if (unjudged === 0) return "every tool refuses this subject, as it should";
  const refused = calls.filter(({ judged }) => judged.observed === "refused").map(({ call }) => call.label);
  return `refused, as this subject should be: ${refused.join(", ")}; ${unjudged} not-judged`.slice(0, 200);
}

function reportHandshake(ctx: BonafideContext, handshake: Judged, toRefuse: boolean): string {
  const said = handshake.note ?? `status ${handshake.status ?? "none"}`;
  if (toRefuse && isRightRefusal(handshake)) {
    return `${handshake.status ?? "refused"}: refused, as this subject should be`;
  }
  const { reason, evidence } = handshake;
  if (reason !== null) foundWithTexts(ctx, reason, evidence, faultWords(reason, evidence));
  if (handshake.reason === GATE) return `every caller gets the same ${handshake.status}: ${said}`;
  return handshake.observed === "refused" ? `the token is not accepted: ${said}` : `no session: ${said}`;
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
  // Of the target's own calls the number wanted is the evidence, which was judged already.
  if (!call.own || call.minItems === null || call.minItems === 0) return [];
  const items = countItems(judged.payload);
  if (items === null) return fault("the answer lists nothing to count", { wanted: call.minItems });
  return items >= call.minItems ? [] : fault("fewer items than expected", { items, wanted: call.minItems });
}

function summarise(real: RealRun, faults: readonly ToolFault[]): string {
  const [first] = faults;
  const made = real.calls.filter(({ judged, values }) => values !== null || judged.reason !== null);
  // The other era's calls are of the same tools.
  const tools = made.filter(({ call }) => call.era === real.session.era);
  const unjudged = tools.filter(({ judged }) => judged.notJudged === true).length;
  const eras = tools.length < made.length ? ", in both eras" : "";
  const beside = unjudged === 0 ? "" : `, ${unjudged} not-judged`;
  if (first === undefined)
    return `${tools.length - unjudged} of ${tools.length} tools answered as this user${eras}${beside}`;
  const failed = new Set(faults.map(({ label }) => label)).size;
  const called = `${made.length} ${eras === "" ? "tools" : "calls"}`;
  return `${failed} of ${called} failed: ${first.label}: ${saidIn(first.evidence)}`.slice(0, 200);
}
