import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { isHtmlAnswer } from "@/lib/refusals/foreign-answer";
import { messageIn, pageTitle } from "@/lib/refusals/read-reason";
import { isTroubleAlone } from "./known-troubles";
import { jsonInText, type ToolPayload } from "./read-payload";

/** The failure that a payload speaks of. */
export interface PayloadFailure {
  /** The error, or the object that holds it; the text itself where it is none. */
  readonly value: unknown;
  /** At most 300 characters. */
  readonly message: string;
}

const MAX_SAID = 300;
const MAX_DEPTH = 3;

/**
 * The failure that a result speaks of, in any of its parts; null when it speaks of none. Servers answer nearly every
 * failure with `isError: false` (facts of quilt-mcp): `success` that is not true, `ok` that is false, an `error` or
 * `errors` with something in them, an object that is nothing but the form of an error, or a page count as well.
 */
export function payloadFailure(result: JsonObject, { parts, text }: ToolPayload): PayloadFailure | null {
  for (const part of parts) {
    const failing = failingIn(part);
    if (failing !== null) return { value: failing, message: messageOf(failing) };
  }
  const [first] = parts;
  // What a service behind the tool wrote in place of data: nothing else stands beside it.
  if (typeof first === "string" && parts.every((part) => typeof part === "string" && isTroubleAlone(part))) {
    return { value: first, message: first.trim().slice(0, MAX_SAID) };
  }
  if (result.isError !== true) return null;
  const said = parts.find((part) => isJsonObject(part));
  const message = said === undefined ? null : messageIn(said);
  return { value: said ?? text, message: (message ?? (text.trim() || "the tool reports an error")).slice(0, MAX_SAID) };
}

/** The object or page in a part that is a failure; null where it is none. */
export function failingIn(part: unknown, depth = 0): JsonObject | string | null {
  if (typeof part === "string") return isPage(part) ? part : null;
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(part)) {
    const failing = part.map((one: unknown) => (isJsonObject(one) ? failingIn(one, depth + 1) : null));
    return failing.length > 0 && failing.every((one) => one !== null) ? (failing[0] ?? null) : null;
  }
  if (!isJsonObject(part)) return null;
  if (saysFailure(part) || isErrorForm(part)) return part;
  const inner = onlyInner(part);
  if (inner === undefined) return null;
  // Gateways wrap what a tool wrote as text, JSON or not.
  return failingIn(typeof inner === "string" ? (jsonInText(inner) ?? inner) : inner, depth + 1);
}

function isPage(text: string): boolean {
  return isHtmlAnswer({ headers: {}, text });
}

/** Members that say by themselves how it went. */
function saysFailure(object: JsonObject): boolean {
  if (isFilled(object.error) || isFilled(object.errors)) return true;
  if (object.isError === true || object.is_error === true) return true;
  // MongoDB and others say `ok: 1` where it went well.
  return object.ok === false || (object.success !== undefined && object.success !== true);
}

/** An error, not a count of errors. */
function isFilled(value: unknown): boolean {
  if (value === true) return true;
  if (typeof value === "string") return value !== "";
  if (Array.isArray(value)) return value.length > 0;
  return isJsonObject(value) && Object.keys(value).length > 0;
}

/** All that an error's own form has (RFC 9457 §3.1, FastAPI, Spring, API Gateway, JSend): data has more than this. */
const FORM: readonly string[] = [
  "detail",
  "details",
  "message",
  "title",
  "type",
  "status",
  "statusCode",
  "status_code",
  "code",
  "error",
  "errors",
  "error_description",
  "errorMessage",
  "errorType",
  "reason",
  "instance",
  "path",
  "timestamp",
  "traceId",
  "trace_id",
  "requestId",
  "request_id",
  "data",
];
const STATUSES = ["status", "statusCode", "status_code", "code", "httpStatus", "http_status"] as const;
const SAYING = ["message", "detail", "details", "title", "error_description", "errorMessage", "reason"] as const;
const FAILED_WORDS: readonly unknown[] = ["error", "fail", "failed", "failure"];

/** An object that is nothing but the form of an error, or names a status of one beside what it says. */
function isErrorForm(object: JsonObject): boolean {
  const isStatus = STATUSES.some((name) => isErrorStatus(object[name]));
  if (isStatus && SAYING.some((name) => isFilled(object[name]))) return true;
  const names = Object.keys(object);
  const isForm = names.every((name) => FORM.includes(name)) && !isFilled(object.data);
  if (!isForm) return false;
  return isStatus || isFilled(object.detail) || FAILED_WORDS.includes(object.status);
}

function isErrorStatus(value: unknown): boolean {
  const status = typeof value === "string" && value.length === 3 ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599;
}

const WRAPPERS = ["result", "data", "response", "output", "body", "payload"] as const;

/** What the one member of a wrapper holds. */
function onlyInner(object: JsonObject): unknown {
  const [name, ...others] = Object.keys(object);
  return others.length === 0 && WRAPPERS.some((one) => one === name) ? object[name ?? ""] : undefined;
}

function messageOf(failing: JsonObject | string): string {
  if (typeof failing === "string") {
    const title = pageTitle(failing);
    return title === null ? "an HTML page" : `an HTML page: ${title}`.slice(0, MAX_SAID);
  }
  return (messageIn(failing) ?? plainFailure(failing)).slice(0, MAX_SAID);
}

function plainFailure(object: JsonObject): string {
  const name = ["success", "ok", "status", "statusCode", "status_code", "code"].find(
    (one) => object[one] !== undefined,
  );
  return name === undefined ? "an error without words" : `${name} is ${JSON.stringify(object[name])}`;
}
