import { type McpReply, replyMessage } from "@/lib/clients/mcp/session";
import { saysSessionUnknown } from "@/lib/clients/mcp/session-texts";
import { isHtml } from "../shared/read-answer";
import type { Judged } from "./judge-tool-answer";

/** What is known of the session that an answer belongs to. */
export interface WireState {
  /** Where it was asked. */
  readonly url: string;
  /** The handshake was accepted. */
  readonly greeted: boolean;
  /** The id that the server gave it; null where it gave none. */
  readonly id: string | null;
  /** Set where the handshake failed over the protocol's version: those that the server supports. */
  readonly versions?: readonly string[] | undefined;
}

/** What the wire itself says of an answer that was not accepted comes before what the tool or the gate says. */
export function judgeWire(judged: Judged, state: WireState): Judged {
  const { value: reply } = judged;
  if (reply === null || judged.observed === "accepted") return judged;
  return (
    asksBack(judged, reply) ??
    refusesOurHost(judged, state) ??
    losesSession(judged, reply, state) ??
    wantsOtherVersion(judged, state) ??
    judged
  );
}

/** In place of an answer: no answer of ours follows, for Bonafide has nobody to ask. */
function asksBack(judged: Judged, { answer }: McpReply): Judged | null {
  if (answer.kind !== "asks") return null;
  const note = `asks for ${answer.method} in place of an answer`;
  return {
    ...judged,
    observed: "no-answer",
    answered: true,
    note,
    reason: "asks-back",
    evidence: { asks: answer.method },
  };
}

/** Whoever asks under this name gets the same, so that no control would tell anything. */
function refusesOurHost(judged: Judged, { url }: WireState): Judged | null {
  if (judged.reason !== "host-refused") return null;
  const note = judged.note ?? `status ${judged.status ?? "none"}`;
  return { ...judged, note, evidence: { ...judged.evidence, host: new URL(url).host } };
}

/** A 404 in a session with an id means that by the protocol; the SDKs' texts say it at other statuses too. */
function losesSession(judged: Judged, reply: McpReply, { greeted, id }: WireState): Judged | null {
  const { result, answer } = reply;
  if (!greeted || result.kind !== "answer" || judged.observed === "refused") return null;
  const { status } = result;
  if (status === 401 || status === 403 || (status < 400 && answer.kind !== "error")) return null;
  const byStatus = status === 404 && id !== null && !isHtml(result) && !isUnknownMethod(reply);
  return byStatus || saysSessionUnknown(errorText(reply)) ? lostSession(judged, errorText(reply)) : null;
}

function isUnknownMethod({ answer }: McpReply): boolean {
  return answer.kind === "error" && answer.code === -32601;
}

/** The judgement of a call in a session that the server no longer knows. */
export function lostSession(judged: Judged, message: string): Judged {
  const said = message.slice(0, 300);
  return {
    ...judged,
    observed: "no-answer",
    note: said === "" ? `status ${judged.status ?? "none"}` : said,
    reason: "session-lost",
    evidence: {
      ...judged.evidence,
      status: judged.status,
      ...(said === "" ? {} : { message: said }),
      detail: "the server does not know the session that it has just opened",
    },
  };
}

function wantsOtherVersion(judged: Judged, { versions }: WireState): Judged | null {
  if (versions === undefined || judged.observed === "refused") return null;
  const supported = versions.length === 0 ? "not named" : versions.slice(0, 10);
  return { ...judged, reason: "unsupported-version", evidence: { ...judged.evidence, supported } };
}

const TEXT = /^\s*text\/plain\b/i;

/** The error's own words: of JSON, or the whole of a plain text. */
function errorText(reply: McpReply): string {
  const { result, body } = reply;
  const type = result.headers["content-type"];
  const plain = type === undefined || TEXT.test(type) ? body.slice(0, 300).trim() : "";
  return replyMessage(reply) ?? plain;
}
