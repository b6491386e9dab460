import type { DoorResult } from "@/lib/http/door-types";
import { isJsonObject, type JsonObject } from "@/lib/json-object";

/** The body as text; undecodable bytes become U+FFFD. Empty when there was no answer. */
export function bodyText(result: DoorResult): string {
  return result.kind === "answer" ? new TextDecoder().decode(result.body) : "";
}

/** Whether the answer is an HTML page: what a catalog, a proxy or a sign-in page gives in place of an API's answer. */
export function isHtml(result: DoorResult): boolean {
  if (result.kind !== "answer") return false;
  const type = result.headers["content-type"] ?? "";
  return (
    /text\/html|application\/xhtml/i.test(type) || /^\s*(<!doctype html|<html)/i.test(bodyText(result).slice(0, 200))
  );
}

/** The body as a JSON object; null when it is anything else. */
export function jsonObject(result: DoorResult): JsonObject | null {
  try {
    const value: unknown = JSON.parse(bodyText(result));
    return isJsonObject(value) ? value : null;
  } catch {
    // Not JSON: the caller reports it as a finding about the target.
    return null;
  }
}

/** Error text of a JSON answer in the usual places; cut to 200 characters. Redaction happens where it is recorded. */
export function errorText(body: JsonObject | null): string | null {
  if (body === null) return null;
  for (const name of ["message", "error", "error_description", "detail"]) {
    const value = body[name];
    if (typeof value === "string" && value !== "") return value.slice(0, 200);
  }
  return null;
}

/** Whether an error text speaks of the caller's credential. */
export function namesCredential(text: string | null): boolean {
  return (
    text !== null &&
    /\b(tokens?|credentials?|jwt|bearer|authori[sz]ation|authenticat\w+|api key|log ?in|logged in|signature)\b/i.test(
      text,
    )
  );
}
