import type { McpReply } from "@/lib/clients/mcp/session";
import type { Evidence } from "@/lib/diagnosis/model";
import { type ForeignAnswer, foreignAnswer } from "@/lib/refusals/foreign-answer";
import { knownRefusalText } from "@/lib/refusals/known-refusal-texts";
import { readReasons, reasonEvidence } from "@/lib/refusals/read-reason";
import { isPasswordGate, type Refusal, readRefusal, refusesHost } from "@/lib/refusals/read-refusal";

/** What an answer that refuses the caller, or the name of the host, comes to. */
export interface JudgedRefusal {
  readonly observed: "refused" | "no-answer";
  readonly answered: boolean;
  readonly reason: string;
  readonly note: string | null;
  readonly evidence: Evidence;
}

/** An answer as the reader of refusals takes it; an error inside an event stream is read like one in JSON. */
export function foreignReply({ result, body, answer, framing }: McpReply): ForeignAnswer | null {
  if (result.kind !== "answer") return null;
  const foreign = foreignAnswer(result.status, result.headers, body);
  if (answer.kind !== "error" || framing !== "sse") return foreign;
  return { ...foreign, json: { error: { code: answer.code, message: answer.message } } };
}

/** Whether the answer refuses the caller or the host: null where it does neither. A result alone is data, at any other status. */
export function judgeRefusal(reply: McpReply): JudgedRefusal | null {
  const foreign = foreignReply(reply);
  if (foreign === null) return null;
  const evidence = { status: foreign.status, ...reasonEvidence(foreign) };
  const isRefusalStatus = foreign.status === 401 || foreign.status === 403;
  if (refusesHost(foreign)) {
    // At a 403 too: it is our name that is refused, whoever we are.
    return { observed: "no-answer", answered: false, reason: "host-refused", note: noteOf(foreign), evidence };
  }
  if (reply.answer.kind === "result" && !isRefusalStatus) return null;
  const refusal = readRefusal(foreign);
  if (refusal === null) return null;
  const reason = isPasswordGate(foreign) ? "blocked-in-front" : refusalReason(refusal, foreign);
  return { observed: "refused", answered: true, reason, note: noteOf(foreign), evidence };
}

function refusalReason(refusal: Refusal, foreign: ForeignAnswer): string {
  const { message } = readReasons(foreign);
  // A server that says with a 403 that the token is bad has not taken it for a good one.
  const isKnown = message !== null && knownRefusalText(message, "caller") !== null;
  return refusal.kind === "forbidden" && isKnown ? "unauthorized" : reasonOfRefusal(refusal);
}

/** The reason of a refusal's finding: what it says of itself first, then its kind. */
export function reasonOfRefusal({ about, kind }: Pick<Refusal, "about" | "kind">): string {
  if (about === "expired" || about === "wrong-audience") return about;
  return about === "insufficient-scope" ? "forbidden" : kind;
}

/** The answer's own words, and who gave it where that is told. */
function noteOf(foreign: ForeignAnswer): string | null {
  const { message, oauthDescription, scope, answeredBy } = reasonEvidence(foreign);
  const words = [message, oauthDescription, scope === undefined ? undefined : `scope ${scope}`];
  const said = [...new Set(words.filter((one) => one !== undefined))].join(": ");
  if (answeredBy === undefined) return said === "" ? null : said;
  return `${said === "" ? `status ${foreign.status}` : said}, answered by ${answeredBy}`;
}
