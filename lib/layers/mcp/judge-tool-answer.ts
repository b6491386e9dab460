import { refusesCaller } from "@/lib/clients/mcp/caller-refusal";
import { readChallenge } from "@/lib/clients/mcp/read-challenge";
import { payloadFailure, readPayload } from "@/lib/clients/mcp/read-payload";
import { type McpReply, type McpStep, replyMessage } from "@/lib/clients/mcp/session";
import { saysSessionUnknown } from "@/lib/clients/mcp/session-texts";
import { speaksOfUpstreamTrouble } from "@/lib/clients/mcp/upstream-trouble";
import type { Probe } from "@/lib/diagnosis/layer";
import type { Evidence } from "@/lib/diagnosis/model";
import type { JsonObject } from "@/lib/json-object";
import { failureReason, statusReason } from "../shared/live-findings";
import { unansweredProbe } from "../shared/live-layer";
import { isHtml } from "../shared/read-answer";
import type { PlannedCall } from "./planned-calls";
import { countItems } from "./tool-evidence";

/** What one step or tool call came to. */
export interface Judged extends Probe<McpReply | null> {
  /** The finding that this would be of a genuine call; null when it was accepted, or the run was cancelled. */
  readonly reason: string | null;
  readonly evidence: Evidence;
  /** What the tool handed back, where it was accepted. */
  readonly payload: unknown;
  /** Set of a search that made no upstream call, so that its answer is nobody's. */
  readonly askedNobody?: true;
}

type Parts = Pick<Judged, "observed" | "answered" | "note" | "reason" | "evidence">;

function judged(reply: McpReply | null, parts: Parts, payload: unknown = null): Judged {
  return { ...parts, status: reply?.result.status ?? null, value: reply, payload };
}

/** Judges whatever of an HTTP answer is no JSON-RPC result; null when there is a result to read. */
export function judgeReply(reply: McpReply, failed: "handshake-failed" | "tool-failed"): Judged | null {
  const { result, answer } = reply;
  const unanswered = unansweredProbe(result, reply);
  if (unanswered !== null || result.kind !== "answer") {
    const why = failureReason(result) ?? statusReason(result);
    const { observed = "no-answer", answered = false, note = "no answer" } = unanswered ?? {};
    return judged(reply, { observed, answered, note, reason: why?.reason ?? null, evidence: why?.evidence ?? {} });
  }
  const { status } = result;
  if (isHtml(result)) return notMcp(reply, "HTML");
  const message = replyMessage(reply);
  const evidence = { status, ...(message === null ? {} : { message }) };
  if (status === 401 || status === 403 || (message !== null && status !== 404 && refusesCaller(message))) {
    if (answer.kind !== "result") return refused(reply, message, { ...evidence, ...challengeOf(reply) });
  }
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
  return answer.kind === "none" ? notMcp(reply, "no JSON-RPC answer") : null;
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

function refused(reply: McpReply, message: string | null, evidence: Evidence): Judged {
  return judged(reply, { observed: "refused", answered: true, note: message, reason: "unauthorized", evidence });
}

/** What the server's `WWW-Authenticate` says, where it speaks OAuth (RFC 6750 §3, RFC 9728 §5.1). */
function challengeOf({ result }: McpReply): Evidence {
  const challenge = readChallenge(result.headers["www-authenticate"]);
  if (challenge === null) return {};
  const { error, description, scope, resourceMetadata } = challenge;
  return {
    ...(error === null ? {} : { oauthError: error }),
    ...(description === null ? {} : { oauthDescription: description }),
    ...(scope === null ? {} : { scope }),
    ...(resourceMetadata === null ? {} : { resourceMetadata }),
  };
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
 * Judges a tool's answer by the rule of quilt-mcp's facts: HTTP 200, no JSON-RPC error, `isError` not true, a payload
 * without `error`, `success` not false, and what the tool's own evidence asks. Counts play no part here.
 */
export function judgeCall(call: PlannedCall, step: McpStep<JsonObject>): Judged {
  const reply = judgeReply(step.reply, "tool-failed");
  if (reply !== null) return reply;
  const { status } = step.reply.result;
  const failed = (note: string, evidence: Evidence = {}, reason = "tool-failed"): Judged =>
    judged(step.reply, {
      observed: "no-answer",
      answered: true,
      note,
      reason,
      evidence: { status, error: note, ...evidence },
    });
  if (step.value === null) return failed(step.fault ?? "no tool result");
  const payload = readPayload(step.value);
  const failure = payloadFailure(step.value, payload);
  if (failure !== null) {
    if (refusesCaller(failure)) return refused(step.reply, failure, { status, message: failure });
    return failed(failure, {}, speaksOfUpstreamTrouble(failure) ? "upstream-failed" : "tool-failed");
  }
  const value = payload.object ?? payload.text;
  const held = call.evidence.safeParse(value);
  if (!held.success) {
    const fields = [...new Set(held.error.issues.map((issue) => issue.path.join(".") || "payload"))].slice(0, 5);
    return failed("not this tool's answer", { wrong: fields });
  }
  if (madeNoUpstreamCall(call, value)) return { ...failed(NO_UPSTREAM_CALL), askedNobody: true };
  return judged(step.reply, { observed: "accepted", answered: true, note: null, reason: null, evidence: {} }, value);
}

/** What is said of a search that named no bucket and found nothing. */
export const NO_UPSTREAM_CALL = "made no upstream call: without a bucket this tool asks no server";

/** quilt-mcp's search without a bucket answers success with nothing at all, for any caller. */
function madeNoUpstreamCall(call: PlannedCall, payload: unknown): boolean {
  const { bucket } = call.values;
  return call.tool === "search_catalog" && (bucket === undefined || bucket === "") && countItems(payload) === 0;
}

/** A call that was never sent, and why. */
export function notSent(reason: string, note: string, evidence: Evidence): Judged {
  return judged(null, { observed: "no-answer", answered: false, note, reason, evidence });
}
