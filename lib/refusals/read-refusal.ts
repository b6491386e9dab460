import { asksForPasswords, readChallenge } from "./challenges";
import { type ForeignAnswer, isHtmlAnswer } from "./foreign-answer";
import { knownRefusalText } from "./known-refusal-texts";
import { answeredBy, errorTypeOf, messageIn, readReasons } from "./read-reason";
import { bearerErrorKind, headerTypeKind, type RefusalKind, structuredSign } from "./structured-signs";

/** A refusal of the caller, and by which sign it was told. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** The first that held, in this order. */
  readonly by: "status" | "structure" | "text";
  /** The sign itself: `401`, `extensions.code UNAUTHENTICATED`, the known text. */
  readonly sign: string;
  /** What more is said, by a code or a known text. */
  readonly about: "expired" | "wrong-audience" | "insufficient-scope" | null;
  /** The scope that is missing, as the challenge names it. */
  readonly scope: string | null;
  /** The server's own reason. */
  readonly reason: string | null;
  /** The gate or page server that answered, where that is told. */
  readonly answeredBy: string | null;
}

/**
 * Whether an HTTP answer refuses the caller, by the first of: status 401 or 403, whatever the body; a structured sign of
 * a closed list, in JSON or in `WWW-Authenticate`; a known text. A sentence that happens to hold a credential word refuses
 * nobody. Asked only of an answer that hands out no data: what was handed out is accepted.
 */
export function readRefusal(answer: ForeignAnswer): Refusal | null {
  const found = byStatus(answer) ?? byStructure(answer) ?? byText(isHtmlAnswer(answer) ? null : errorSentence(answer));
  return found === null ? null : complete(found, answer);
}

/**
 * Whether what a tool or a protocol says of its failure refuses the caller. `value` is the error, or the payload that
 * holds it, as JSON; `text` what it says in words.
 */
export function readErrorRefusal(value: unknown, text: string | null): Refusal | null {
  const answer: ForeignAnswer = { status: 0, headers: {}, text: text ?? "", json: value };
  const found = byStructure(answer) ?? byText(text);
  return found === null ? null : complete(found, answer);
}

type Found = Pick<Refusal, "kind" | "by" | "sign"> & { readonly code?: string | null };

function byStatus({ status }: ForeignAnswer): Found | null {
  if (status === 401) return { kind: "unauthorized", by: "status", sign: "401" };
  if (status === 403) return { kind: "forbidden", by: "status", sign: "403" };
  return null;
}

function byStructure({ headers, json }: ForeignAnswer): Found | null {
  const inBody = structuredSign(json);
  if (inBody !== null) return { kind: inBody.kind, by: "structure", sign: inBody.sign, code: inBody.code };
  const error = readChallenge(headers["www-authenticate"])?.error ?? null;
  const type = errorTypeOf(headers);
  return (
    inHeader("WWW-Authenticate error", error, bearerErrorKind(error)) ??
    inHeader("x-amzn-errortype", type, headerTypeKind(type))
  );
}

function inHeader(where: string, code: string | null, kind: RefusalKind | null): Found | null {
  return kind === null ? null : { kind, by: "structure", sign: `${where} ${code}`, code };
}

function byText(text: string | null): Found | null {
  if (text === null) return null;
  const caller = knownRefusalText(text, "caller");
  if (caller !== null) return { kind: "unauthorized", by: "text", sign: caller.text };
  const forbidden = knownRefusalText(text, "forbidden");
  return forbidden === null ? null : { kind: "forbidden", by: "text", sign: forbidden.text };
}

/** The sentence of a failed answer: JSON's message, or the text itself. */
function errorSentence({ json, text }: ForeignAnswer): string | null {
  return json === undefined ? text : messageIn(json);
}

function complete({ code, ...found }: Found, answer: ForeignAnswer): Refusal {
  const reasons = readReasons(answer);
  return {
    ...found,
    about: aboutOf([code, structuredSign(answer.json)?.code], reasons),
    scope: reasons.scope,
    reason: reasons.reason,
    answeredBy: answeredBy(answer),
  };
}

const EXPIRED_CODES: ReadonlySet<unknown> = new Set(["token_expired", "expired_token", "TOKEN_EXPIRED"]);

function aboutOf(
  signs: readonly (string | null | undefined)[],
  { oauthError, oauthDescription, message, errorCode }: ReturnType<typeof readReasons>,
): Refusal["about"] {
  const codes = [...signs, oauthError, errorCode];
  if (codes.includes("insufficient_scope")) return "insufficient-scope";
  if (codes.some((one) => EXPIRED_CODES.has(one))) return "expired";
  const told = [oauthDescription, message].map((text) =>
    text === null ? null : (knownRefusalText(text)?.means ?? null),
  );
  if (told.includes("expired")) return "expired";
  return told.includes("wrong-audience") ? "wrong-audience" : null;
}

/** Whether the answer refuses the name of the host that was asked for: 421, or a known text at any 4xx (RFC 9110 §15.5.20). */
export function refusesHost(answer: ForeignAnswer): boolean {
  if (answer.status === 421) return true;
  if (answer.status < 400 || answer.status >= 500) return false;
  const said = [errorSentence(answer), readReasons(answer).message];
  return said.some((text) => text !== null && knownRefusalText(text, "host") !== null);
}

/** Whether a 401 asks for passwords or domain accounts alone: a gate that never looked at the bearer token. */
export function isPasswordGate({ status, headers }: Pick<ForeignAnswer, "status" | "headers">): boolean {
  return status === 401 && asksForPasswords(headers["www-authenticate"]);
}
