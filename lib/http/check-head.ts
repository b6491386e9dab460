import { DoorStop } from "./door-stop";
import type { AnswerHead } from "./door-types";

/**
 * Looks for what Node's parser lets pass though it is no answer that HTTP knows. A status over 599 goes on: it is read
 * like a 5xx (RFC 9110 §15).
 *
 * @throws {DoorStop} `bad-http`
 */
export function checkHead({ status, headers }: AnswerHead): void {
  if (status === 101) throw new DoorStop("bad-http", SWITCHED);
  if (status < 100) {
    const digits = String(status).padStart(3, "0");
    throw new DoorStop("bad-http", `the answer breaks HTTP: there is no status ${digits} (RFC 9110 §15)`);
  }
  const codings = (headers["transfer-encoding"] ?? "").toLowerCase().split(",");
  if (codings.some((coding) => !TAKEN.has(coding.trim()))) {
    const words = "Transfer-Encoding names what was not asked for (RFC 9112 §6.1)";
    throw new DoorStop("bad-http", `the answer breaks HTTP: ${words}`);
  }
}

export const SWITCHED = "the answer breaks HTTP: it switches to a protocol that was not asked for (RFC 9110 §7.8)";

/** `identity` is no coding any more, and does no harm. */
const TAKEN: ReadonlySet<string> = new Set(["", "chunked", "identity"]);
