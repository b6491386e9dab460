import type { RunEventBody } from "@/lib/diagnosis/events";
import type { Redactor } from "./create-redactor";

/** Redacts every string of a value, keeping its shape. */
function redactDeep<T>(redactor: Redactor, value: T): T {
  if (typeof value === "string") {
    // The shape is kept: a string stays a string.
    return redactor.text(value) as T & string;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactDeep(redactor, item)) as T & unknown[];
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, redactDeep(redactor, child)])) as T;
}

/**
 * The one funnel: nothing of a run leaves the engine but through here. `run-started` describes the plan in our own
 * words and the token as a fingerprint, so that it is passed through for its speed.
 */
export function redactEvent(redactor: Redactor, body: RunEventBody): RunEventBody {
  return body.type === "run-started" ? body : redactDeep(redactor, body);
}
