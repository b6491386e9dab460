import { type McpReply, type McpStep, replyMessage } from "@/lib/clients/mcp/session";
import { saysSessionUnknown } from "@/lib/clients/mcp/session-texts";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Evidence, Purpose } from "@/lib/diagnosis/model";
import { isControl } from "@/lib/diagnosis/purpose";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { foreignAnswer, isHtmlAnswer } from "@/lib/refusals/foreign-answer";
import { failureReason, statusReason } from "../shared/live-findings";
import { unansweredProbe } from "../shared/live-layer";
import { judgePayload } from "./judge-payload";
import { foreignReply, judgeRefusal } from "./judge-refusal";
import type { PlannedCall } from "./planned-calls";

/** What one step or tool call came to. */
export interface Judged extends Probe<McpReply | null> {
  /** The finding that this would be of a genuine call; null when it was accepted or not judged, or the run was cancelled. */
  readonly reason: string | null;
  readonly evidence: Evidence;
  /** What the tool handed back, where it was accepted or not judged. */
  readonly payload: unknown;
  /** Set where nothing says what a right answer holds: it was answered without a failure, and proves nothing. */
  readonly notJudged?: true;
  /** Set of a search that made no upstream call, so that its answer is nobody's. */
  readonly askedNobody?: true;
}

type Parts = Pick<Judged, "observed" | "answered" | "note" | "reason" | "evidence" | "notJudged" | "askedNobody">;

function judged(reply: McpReply | null, parts: Parts, payload: unknown = null): Judged {
  return { ...parts, status: reply?.result.status ?? null, value: reply, payload };
}

/** Judges whatever of an HTTP answer is no JSON-RPC result; null when there is a result to read. */
export function judgeReply(reply: McpReply, failed: "handshake-failed" | "tool-failed"): Judged | null {
  const { result, answer } = reply;
  const refusal = judgeRefusal(reply);
  if (refusal !== null) return judged(reply, refusal);
  const unanswered = unansweredProbe(result, reply);
  if (unanswered !== null || result.kind !== "answer") {
    const why = failureReason(result) ?? statusReason(result);
    const { observed = "no-answer", answered = false, note = "no answer" } = unanswered ?? {};
    return judged(reply, { observed, answered, note, reason: why?.reason ?? null, evidence: why?.evidence ?? {} });
  }
  const { status } = result;
  const foreign = foreignReply(reply);
  if (foreign !== null && isHtmlAnswer(foreign)) return notMcp(reply, "HTML");
  const message = replyMessage(reply);
  const evidence = { status, ...(message === null ? {} : { message }) };
  if (answer.kind === "error" || status >= 400) {
    const lost = (status === 404 || status === 400) && saysSessionUnknown(message ?? "");
    const known = answer.kind === "error" || lost;
    return judged(reply, {
      observed: "no-answer",
      answered: answer.kind === "error" || message !== null,
      note: message ?? `status ${status}`,
      reason: lost ? "handshake-failed" : known ? failed : "unexpected-status",
      evidence: lost
        ? { ...evidence, reason: "unknown-session", detail: "the server does not know the session" }
        : evidence,
    });
  }
  if (answer.kind !== "none") return null;
  return holdsNoResult(reply.body) ? emptyResult(reply, failed) : notMcp(reply, "no JSON-RPC answer");
}

/** The note of an answer that holds none. */
export const NO_RESULT = "the JSON-RPC answer holds no result";

/** Whether a body is a JSON-RPC answer whose result is no object, as MCP's results are. */
function holdsNoResult(body: string): boolean {
  const { json } = foreignAnswer(200, {}, body);
  if (!isJsonObject(json) || json.jsonrpc !== "2.0" || isJsonObject(json.error)) return false;
  return json.result !== undefined && !isJsonObject(json.result);
}

function emptyResult(reply: McpReply, reason: string): Judged {
  const note = NO_RESULT;
  const evidence = { status: reply.result.status, error: note };
  return judged(reply, { observed: "no-answer", answered: true, note, reason, evidence });
}

function notMcp(reply: McpReply, note: string): Judged {
  const { result } = reply;
  const contentType = result.headers["content-type"] ?? "none";
  return judged(reply, {
    observed: "no-answer",
    answered: false,
    note,
    reason: "not-mcp",
    evidence: { status: result.status, contentType, detail: note },
  });
}

/** Judges a step of the handshake: null when it went well. */
export function judgeStep<T>(name: string, step: McpStep<T>): Judged | null {
  if (step.value !== null) return null;
  const reply = judgeReply(step.reply, "handshake-failed");
  if (reply !== null) return { ...reply, evidence: { step: name, ...reply.evidence } };
  return judged(step.reply, {
    observed: "no-answer",
    answered: true,
    note: step.fault,
    reason: "handshake-failed",
    evidence: { step: name, status: step.reply.result.status, detail: step.fault ?? "no usable result" },
  });
}

/** Judges an answer to `notifications/initialized`, to which no message belongs; null when it went well. */
export function judgeNotification(step: McpStep<true>): Judged | null {
  if (step.value !== null) return null;
  const name = "notifications/initialized";
  const reply = judgeStep(name, { ...step, value: null });
  return reply?.reason === "unexpected-status" ? { ...reply, reason: "handshake-failed" } : reply;
}

/**
 * Judges a tool's answer by the rule of quilt-mcp's facts: HTTP 200, no JSON-RPC error, no failure in any part of the
 * payload, and what the call's own evidence asks. What the operator wants of the layer's own calls plays no part here.
 */
export function judgeCall(call: PlannedCall, step: McpStep<JsonObject>, purpose: Purpose = "real"): Judged {
  const reply = judgeReply(step.reply, "tool-failed");
  if (reply !== null) return reply;
  const { status } = step.reply.result;
  if (step.value === null) {
    const note = step.fault ?? "no tool result";
    const evidence = { status, error: note };
    return judged(step.reply, { observed: "no-answer", answered: true, note, reason: "tool-failed", evidence });
  }
  const { payload, evidence, ...parts } = judgePayload(call, step.value, isControl(purpose));
  const told = parts.reason === null ? evidence : { status, ...evidence };
  return judged(step.reply, { ...parts, answered: true, evidence: told }, payload);
}

/** A call that was never sent, and why. */
export function notSent(reason: string | null, note: string, evidence: Evidence): Judged {
  return judged(null, { observed: "no-answer", answered: false, note, reason, evidence });
}
