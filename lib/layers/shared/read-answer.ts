import type { DoorResult } from "@/lib/http/door-types";
import { isJsonObject, type JsonObject } from "@/lib/json-object";
import { type ForeignAnswer, foreignAnswer, isHtmlAnswer } from "@/lib/refusals/foreign-answer";
import { readReasons } from "@/lib/refusals/read-reason";

const read = new WeakMap<DoorResult, ForeignAnswer>();

/** The answer as it is read for refusals and reasons; null when there was none. Each is taken apart once. */
export function foreignOf(result: DoorResult): ForeignAnswer | null {
  if (result.kind !== "answer") return null;
  const known = read.get(result);
  if (known !== undefined) return known;
  const answer = foreignAnswer(result.status, result.headers, result.body);
  read.set(result, answer);
  return answer;
}

/** The body as text, without a byte order mark; undecodable bytes become U+FFFD. Empty when there was no answer. */
export function bodyText(result: DoorResult): string {
  return foreignOf(result)?.text ?? "";
}

/** Whether the answer is an HTML page: what a catalog, a proxy or a sign-in page gives in place of an API's answer. */
export function isHtml(result: DoorResult): boolean {
  const answer = foreignOf(result);
  return answer !== null && isHtmlAnswer(answer);
}

/** The body as a JSON object; null when it is anything else. */
export function jsonObject(result: DoorResult): JsonObject | null {
  const json = foreignOf(result)?.json;
  return isJsonObject(json) ? json : null;
}

/** What a failed answer says of itself, wherever it stands; cut. Redaction happens where it is recorded. */
export function answerReason(result: DoorResult): string | null {
  const answer = foreignOf(result);
  return answer === null ? null : readReasons(answer).reason;
}
