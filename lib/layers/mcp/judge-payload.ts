import { isTroubleCode, speaksOfTrouble } from "@/lib/clients/mcp/known-troubles";
import { type PayloadFailure, payloadFailure } from "@/lib/clients/mcp/payload-failure";
import { askedInstead } from "@/lib/clients/mcp/read-era";
import { payloadContains, readPayload, type ToolPayload } from "@/lib/clients/mcp/read-payload";
import type { Evidence } from "@/lib/diagnosis/model";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { readErrorRefusal } from "@/lib/refusals/read-refusal";
import { reasonOfRefusal } from "./judge-refusal";
import type { PlannedCall } from "./planned-calls";
import { countItems, countNamed } from "./tool-evidence";

/** What the result of a call says of itself. */
export interface JudgedPayload {
  readonly observed: "accepted" | "refused" | "no-answer";
  /** Null where nothing is wrong with it. */
  readonly reason: string | null;
  readonly note: string | null;
  readonly evidence: Evidence;
  /** What was handed out; null where nothing was. */
  readonly payload: unknown;
  /** Nothing says what a right answer holds, so this one was not judged. */
  readonly notJudged?: true;
  /** A search that made no upstream call, so that its answer is nobody's. */
  readonly askedNobody?: true;
}

/** The mark of a call that nothing was wanted of: it proves nothing, whoever was answered. */
export const NOT_JUDGED = "not-judged: neither minItems nor contains says what a right answer holds";

/** What is said of a search that named no bucket and found nothing. */
export const NO_UPSTREAM_CALL = "made no upstream call: without a bucket this tool asks no server";

/**
 * Judges the result of a tool or a resource: a request for more input, then a failure in any of its parts, then the
 * evidence that is asked for. What shows neither a failure nor its evidence is no answer.
 */
export function judgePayload(call: PlannedCall, result: JsonObject): JudgedPayload {
  const asks = askedInstead(result, call.era ?? "handshake");
  if (asks !== null) return noAnswer("asks-back", `asks for ${asks.join(", ")} in place of an answer`, { asks });
  const payload = readPayload(result);
  const failure = payloadFailure(result, payload);
  if (failure !== null) {
    const failed = judgeFailure(failure);
    return failed.observed === "refused" ? (handedOut(call, payload) ?? failed) : failed;
  }
  return call.own ? judgeOwn(call, payload) : judgeWanted(call, payload);
}

function noAnswer(reason: string, note: string, evidence: Evidence = {}): JudgedPayload {
  return { observed: "no-answer", reason, note, evidence: { error: note, ...evidence }, payload: null };
}

function judgeFailure({ value, message }: PayloadFailure): JudgedPayload {
  const error = isJsonObject(value) && typeof value.error === "string" ? value.error : null;
  const refusal = readErrorRefusal(value, message) ?? readErrorRefusal(null, error);
  if (refusal !== null) {
    const scope = refusal.scope === null ? {} : { scope: refusal.scope };
    const evidence = { message, ...scope };
    return { observed: "refused", reason: reasonOfRefusal(refusal), note: message, evidence, payload: null };
  }
  const isTrouble = speaksOfTrouble(message) || isTroubleCode(value);
  return noAnswer(isTrouble ? "upstream-failed" : "tool-failed", message);
}

/** Data that stands beside the sign of a refusal, which is then one of something else: whoever gets it was served. */
function handedOut(call: PlannedCall, { readings }: ToolPayload): JudgedPayload | null {
  const held = readings.find((reading) => {
    if (call.own) return call.evidence.safeParse(reading).success && countNamed(reading) !== 0;
    return call.contains === null && (call.minItems ?? 0) > 0 && (countNamed(reading) ?? 0) >= (call.minItems ?? 0);
  });
  return held === undefined ? null : accepted(held);
}

/** A tool of the layer's own: its own form, in whichever reading has it. */
function judgeOwn(call: PlannedCall, payload: ToolPayload): JudgedPayload {
  const readings = payload.readings.length === 0 ? [payload.text] : payload.readings;
  const held = readings.find((reading) => call.evidence.safeParse(reading).success);
  if (held !== undefined) return madeNoUpstreamCall(call, held) ? nobodyAsked() : accepted(held);
  const parsed = call.evidence.safeParse(payload.value);
  const issues = parsed.success ? [] : parsed.error.issues;
  const wrong = [...new Set(issues.map((issue) => issue.path.join(".") || "payload"))].slice(0, 5);
  return noAnswer("tool-failed", "not this tool's answer", { wrong });
}

/** A call of the target's: what it wants, and nothing else. */
function judgeWanted(call: PlannedCall, payload: ToolPayload): JudgedPayload {
  const { contains } = call;
  const counted = countReadings(payload);
  const handedOut = counted?.reading ?? payload.value;
  if (madeNoUpstreamCall(call, handedOut)) return nobodyAsked();
  if (!wantsEvidence(call)) {
    return { observed: "no-answer", reason: null, note: NOT_JUDGED, evidence: {}, payload: handedOut, notJudged: true };
  }
  if (contains !== null && !payloadContains(payload, contains)) {
    return noAnswer("tool-failed", "the answer does not contain what is wanted", { wanted: contains });
  }
  const wanted = call.minItems ?? 0;
  if (wanted === 0) return accepted(handedOut);
  if (counted === null) return noAnswer("tool-failed", "the answer lists nothing to count", { wanted });
  const { items } = counted;
  if (items < wanted) return noAnswer("tool-failed", "fewer items than expected", { items, wanted });
  return accepted(handedOut);
}

/** Whether a call of the target's says what a right answer holds. An empty list is nobody's proof. */
export function wantsEvidence({ minItems, contains }: Pick<PlannedCall, "minItems" | "contains">): boolean {
  return (minItems ?? 0) > 0 || contains !== null;
}

function countReadings({ readings }: ToolPayload) {
  for (const reading of readings) {
    const items = countItems(reading);
    if (items !== null) return { reading, items };
  }
  return null;
}

function accepted(payload: unknown): JudgedPayload {
  return { observed: "accepted", reason: null, note: null, evidence: {}, payload };
}

function nobodyAsked(): JudgedPayload {
  return { ...noAnswer("tool-failed", NO_UPSTREAM_CALL), askedNobody: true };
}

/** quilt-mcp's search without a bucket answers success with nothing at all, for any caller. */
function madeNoUpstreamCall(call: PlannedCall, payload: unknown): boolean {
  const { bucket } = call.values;
  return call.tool === "search_catalog" && (bucket === undefined || bucket === "") && countItems(payload) === 0;
}
