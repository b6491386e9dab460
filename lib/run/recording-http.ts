import type { RunEventBody } from "@/lib/diagnosis/events";
import type { LayerHttp, RequestMark } from "@/lib/diagnosis/layer";
import type { Exchange, Purpose } from "@/lib/diagnosis/model";
import type { Door, DoorFailure, DoorRequest, DoorResult } from "@/lib/http/door-types";
import type { Redactor } from "@/lib/redact/create-redactor";
import { xmlCredentials } from "@/lib/redact/xml-outline";

export interface RecordingSettings {
  readonly layer: string;
  readonly door: Door;
  readonly redactor: Redactor;
  readonly userAgent: string;
  random(bytes: number): Uint8Array;
  emit(body: RunEventBody): void;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * A layer's way through the door: every attempt becomes one redacted exchange of the run, whatever came of it.
 * A request whose kept connection had closed before the first byte of an answer is sent once more; no other ever is.
 * Each carries a trace id of its own (W3C Trace Context), so that a server's log line finds its request.
 */
export function createRecordingHttp(settings: RecordingSettings): LayerHttp<DoorRequest, DoorResult> {
  let count = 0;
  const attempt = async (purpose: Purpose, request: DoorRequest, mark: RequestMark<DoorResult>) => {
    count += 1;
    const id = `${settings.layer}-${count}`;
    const traceId = hex(settings.random(16));
    const headers = {
      ...request.headers,
      "user-agent": settings.userAgent,
      traceparent: `00-${traceId}-${hex(settings.random(8))}-01`,
    };
    const result = await settings.door.send({ ...request, headers });
    if (mark.answerHoldsSecrets === true) keepAnsweredSecrets(settings.redactor, result);
    const exchange = toExchange(settings.redactor, { id, traceId, purpose, request, headers, result, mark });
    settings.emit({
      type: "exchange",
      layer: settings.layer,
      exchange,
      wrongCredential: mark.wrongCredential === true && wasSent(result),
      mintedSession: mark.mints?.(result) ?? false,
    });
    return result;
  };
  return {
    async send(purpose, request, mark = {}) {
      // What hands out credentials must not be sent twice: the first answer may be lost, its session is not.
      const once = request.once === true || mark.mints !== undefined;
      const result = await attempt(purpose, { ...request, once }, mark);
      return isStale(result) ? attempt(purpose, secondTry(request, result), mark) : result;
    },
  };
}

function isStale(result: DoorResult): result is DoorFailure {
  return result.kind === "failure" && result.stale === true;
}

/** The same request on a connection of its own, within what is left of its time. */
function secondTry(request: DoorRequest, { timings }: DoorFailure): DoorRequest {
  return { ...request, once: true, timeoutMs: Math.max(1, Math.ceil(request.timeoutMs - timings.totalMs)) };
}

/** Refused and unresolved requests never left this machine. */
function wasSent(result: DoorResult): boolean {
  return result.kind === "answer" || !["refused-by-policy", "dns-failed"].includes(result.failure);
}

interface Attempt {
  readonly id: string;
  readonly traceId: string;
  readonly purpose: Purpose;
  readonly request: DoorRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly result: DoorResult;
  readonly mark: RequestMark<DoorResult>;
}

function toExchange(redactor: Redactor, attempt: Attempt): Exchange {
  const { result, request } = attempt;
  return {
    id: attempt.id,
    purpose: attempt.purpose,
    step: attempt.mark.step ?? null,
    tool: attempt.mark.tool ?? null,
    failure: result.kind === "failure" ? `${result.failure}: ${redactor.text(result.detail)}` : null,
    method: request.method,
    url: redactor.text(request.url),
    status: result.status,
    startedAt: new Date(result.startedAtMs).toISOString(),
    timings: result.timings,
    requestHeaders: redactor.headers(attempt.headers),
    responseHeaders: redactor.headers(result.headers),
    bodyExcerpt: excerpt(redactor, attempt),
    traceId: attempt.traceId,
  };
}

function excerpt(redactor: Redactor, { result, mark }: Attempt): string {
  if (result.kind === "failure") return "";
  if (mark.answerIsData === true && result.status < 300) return "";
  if (mark.answerHoldsSecrets === true) return redactor.exchangeAnswerExcerpt(result.body);
  return redactor.bodyExcerpt(result.body, result.headers["content-type"] ?? "");
}

/** Members of an exchange answer that are no secret, so that times and messages stay readable. */
const OPEN_MEMBERS = /^(AccessKeyId|Expiration|message|error|error_code|error_description|detail|code|type|status)$/i;
const MIN_SECRET_LENGTH = 8;
/** No credential holds a space or begins like a URL; as secrets such texts would blot out what the run has to say. */
const SENTENCE_OR_URL = /\s|^https?:\/\//;

/** Keys and session tokens as they look where nothing names them: in error texts, member names, answers that do not parse. */
const RANDOM_RUN = /[A-Za-z0-9+/=_-]{20,4096}/g;
/** Names of roles and sessions are no secrets, however random they look. */
const ARN = /\barn:[a-z-]+:[^\s"'<>]*/g;
/** What AWS gives an administrator to look a denial up with is none either. */
const AUTHORIZATION_ID = /(?:\/authorization-details\/|\bfollowing authorization id: )[A-Za-z0-9_-]{1,256}/g;
const MAX_RANDOM_RUNS = 64;
const LOOKED_AT_CHARACTERS = 64 * 1024;

function looksRandom(run: string): boolean {
  const isKeyId = /^A[KS]IA[A-Z0-9]{12,}$/.test(run);
  return !isKeyId && /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run);
}

/** Registers everything in an answer that may be a credential, before anything of it is recorded. */
function keepAnsweredSecrets(redactor: Redactor, result: DoorResult): void {
  if (result.kind !== "answer") return;
  const body = new TextDecoder().decode(result.body);
  for (const credential of xmlCredentials(body)) redactor.addSecret(credential);
  const start = body.slice(0, LOOKED_AT_CHARACTERS).replace(ARN, " ").replace(AUTHORIZATION_ID, " ");
  const runs = (start.match(RANDOM_RUN) ?? []).filter(looksRandom);
  for (const run of runs.slice(0, MAX_RANDOM_RUNS)) redactor.addSecret(run);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return;
  }
  const walk = (node: unknown, name: string, depth: number): void => {
    if (depth > 8) return;
    if (typeof node === "string") {
      if (!OPEN_MEMBERS.test(name) && node.length >= MIN_SECRET_LENGTH && !SENTENCE_OR_URL.test(node)) {
        redactor.addSecret(node);
      }
      return;
    }
    if (typeof node !== "object" || node === null) return;
    for (const [member, child] of Object.entries(node)) walk(child, Array.isArray(node) ? name : member, depth + 1);
  };
  walk(value, "", 0);
}
