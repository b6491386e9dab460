import type { Redactor } from "./create-redactor";

/** How much of a crash is looked at, and how much of it is kept, in characters. */
const LOOKED_AT = 64 * 1024;
const KEPT = 6_000;
const MAX_CAUSES = 3;

/** Our own fault as it may be shown: the stack, and those of its causes, redacted. Never throws, whatever was thrown. */
export function crashText(error: unknown, redactor: Pick<Redactor, "text">): string {
  try {
    return redactor.text(stacks(error).join("\ncaused by ").slice(0, LOOKED_AT)).slice(0, KEPT);
  } catch {
    return "an error that cannot be described";
  }
}

/** Our own fault for whoever catches it without knowing the run's secrets: nothing but the redacted text is left of it. */
export function redactedCrash(error: unknown, redactor: Pick<Redactor, "text">): Error {
  const text = crashText(error, redactor);
  const crash = new Error(text.split("\n", 1)[0]);
  crash.stack = text;
  return crash;
}

function stacks(error: unknown): readonly string[] {
  const found: string[] = [];
  for (let one = error; one != null && found.length <= MAX_CAUSES; one = one instanceof Error ? one.cause : undefined) {
    found.push(one instanceof Error ? (one.stack ?? `${one.name}: ${one.message}`) : String(one));
  }
  return found.length === 0 ? [String(error)] : found;
}
